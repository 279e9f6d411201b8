import Foundation

/// A quantity over places as small bars, `▁` to `█`, on one logarithmic scale for all profiles; what has no
/// logarithm has a sign of its own.
struct ProfileBars: Sendable, Equatable {
  /// What stands for a place that has no bar.
  enum Sign: Character, CaseIterable {
    case zero = "0"
    case notANumber = "!"
    case infinite = "^"
    case notMeasured = "–"

    /// What it stands for, behind it: `0 is exactly 0`.
    var words: String {
      switch self {
      case .zero: "0 is exactly 0"
      case .notANumber: "! is NaN"
      case .infinite: "^ is infinite"
      case .notMeasured: "– was not measured"
      }
    }
  }

  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// The most decades that bars span: what is further down has the lowest, too.
  private static let mostDecades = 20.0
  /// The fewest: a factor of two is no cliff.
  private static let fewestDecades = 3.0

  /// log₁₀ of the lowest bar and of the full one; nil where no value has a logarithm.
  private let range: (lower: Double, upper: Double)?
  /// Whether a value lies below the lowest bar.
  private let hasLower: Bool
  /// The signs that stand in these profiles.
  private let signs: [Sign]

  /// The scale of these profiles.
  init(fitting profiles: [[Double?]]) {
    let logs = profiles.joined().compactMap { $0 }.filter { $0.isFinite && $0 > 0 }.map {
      log10($0)
    }
    if let least = logs.min(), let most = logs.max() {
      let lower = min(max(least, most - Self.mostDecades), most - Self.fewestDecades)
      range = (lower, most)
      hasLower = least < lower
    } else {
      (range, hasLower) = (nil, false)
    }
    let shown = profiles.joined().compactMap(Self.sign)
    signs = Sign.allCases.filter(shown.contains)
  }

  static func == (first: ProfileBars, second: ProfileBars) -> Bool {
    first.words == second.words
  }

  /// One character a place, the first at the left. Where there are more places than columns, a character
  /// stands for several neighbours and shows the worst of them: NaN, else an infinity, else the smallest.
  func text(_ values: [Double?], columns: Int) -> String {
    let count = min(values.count, max(columns, 0))
    return String(
      (0..<count).map { column in
        let bucket = values[(column * values.count / count)..<((column + 1) * values.count / count)]
        return character(Self.worst(bucket))
      })
  }

  /// How many neighbours share a character: `2`, `3 or 4`; nil where each place has its own.
  static func neighbours(of count: Int, columns: Int) -> String? {
    guard count > columns, columns > 0 else { return nil }
    let (few, rest) = count.quotientAndRemainder(dividingBy: columns)
    return rest == 0 ? "\(few)" : "\(few) or \(few + 1)"
  }

  /// What the characters stand for: `█ = 0.12 … ▁ = 2.9·10⁻⁷ on a log scale, a step lower is 6.3 times less;
  /// 0 is exactly 0`.
  var words: String {
    let scale = range.map { range in
      let step = pow(10, (range.upper - range.lower) / Double(Self.bars.count - 1))
      return "█ = \(Words.short(pow(10, range.upper))) … ▁ = \(Words.short(pow(10, range.lower)))"
        + "\(hasLower ? " or less" : "") on a log scale, a step lower is \(Words.short(step)) times less"
    }
    return ([scale].compactMap { $0 } + signs.map(\.words)).joined(separator: "; ")
  }

  private static func worst(_ values: ArraySlice<Double?>) -> Double? {
    let known = values.compactMap { $0 }
    return known.first(where: \.isNaN) ?? known.first(where: \.isInfinite) ?? known.min()
  }

  private static func sign(_ value: Double?) -> Sign? {
    guard let value else { return .notMeasured }
    if value.isNaN { return .notANumber }
    if value.isInfinite { return .infinite }
    return value > 0 ? nil : .zero
  }

  private func character(_ value: Double?) -> Character {
    if let sign = Self.sign(value) { return sign.rawValue }
    guard let range, let value else { return Sign.notMeasured.rawValue }
    let height = (log10(value) - range.lower) / (range.upper - range.lower)
    let top = Double(Self.bars.count - 1)
    return Self.bars[Int(min(max((height * top).rounded(), 0), top))]
  }
}
