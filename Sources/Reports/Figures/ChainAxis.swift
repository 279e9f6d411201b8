import Charts
import Diagnosis
import Records

/// What an axis is along which the places of chains lie: how many there are, what one is called, and their
/// names where these say more than their numbers. No picture counts layers by itself.
struct ChainAxis: Sendable, Hashable {
  /// The number of places of the longest chain.
  let count: Int
  /// `layer`, `block`, `time step`; `place` for chains of several kinds.
  let noun: String
  /// Whether places follow each other in time, those of some chain at least.
  let isInTime: Bool
  /// A name a place; empty where numbers serve better.
  let names: [String]

  /// Above so many places dots would hide the line.
  static let mostDots = 40

  /// The axis of these chains, drawn over each other; without any an axis of one layer.
  ///
  /// - Parameter longest: letters that a name may have; beside rows there is room for more than under ticks.
  init(_ chains: [ChainEvidence], longest: Int = longestName) {
    count = max(chains.map(\.count).max() ?? 1, 1)
    let nouns = Set(chains.map(\.noun))
    noun = nouns.count == 1 ? nouns.first ?? "layer" : chains.isEmpty ? "layer" : "place"
    isInTime = chains.contains { $0.chain.axis == .time }
    let names = Set(chains.map { Self.names($0, longest: longest) })
    self.names = names.count == 1 ? names.first ?? [] : []
  }

  /// The axis of so many layers.
  init(layers count: Int) {
    self.count = max(count, 1)
    (noun, isInTime, names) = ("layer", false, [])
  }

  /// 1, 2, … of a chain, for the marks of its profile.
  static func positions(_ count: Int) -> [Double] { (1..<max(count, 0) + 1).map(Double.init) }

  /// The radius of the dots of a profile: 0 where there are many places.
  func dots(_ radius: Double) -> Double { count > Self.mostDots ? 0 : radius }

  /// Whether chains of several kinds lie on it, which have no more in common than their numbers.
  var isMixed: Bool { noun == "place" }

  /// What position 1 is: `1 = next to the input`, `1 = the first`.
  var start: String { isInTime ? "1 = the first" : "1 = next to the input" }

  /// Such as `layer   (1 = next to the input)`; with names only `block`.
  func title(_ note: String? = nil) -> String {
    names.isEmpty
      ? "\(noun)   (\(([start] + [note].compactMap { $0 }).joined(separator: ", ")))" : noun
  }

  /// The axis: a tick at both ends and at round numbers between, or at each name that there is room for.
  func axis(_ side: Axis.Side, title: String? = nil) -> Axis {
    let numbers = LinearScale(from: 0.5, to: Double(count) + 0.5)
    guard !names.isEmpty else {
      return Axis(
        side, scale: numbers, title: title ?? noun, ticks: .integers(includingEnds: true),
        maximumTicks: 8)
    }
    return Axis(
      side, scale: NamedScale(names: names, numbers: numbers), title: title ?? noun,
      ticks: .values(Self.positions(count)))
  }

  // MARK: - Names

  /// The longest name that has room under a tick, and the most names.
  static let longestName = 10
  /// The longest name that has room beside a row.
  static let longestInRow = 26
  private static let mostNames = 12

  /// The names of a chain's places without what all begin with; empty where they are numbers, long or
  /// many, and in time.
  private static func names(_ chain: ChainEvidence, longest: Int) -> [String] {
    guard chain.chain.axis == .depth, 1...mostNames ~= chain.count else { return [] }
    var parts = chain.places.map { $0.name.split(separator: ".")[...] }
    while let first = parts.first?.first, parts.allSatisfy({ $0.count > 1 && $0.first == first }) {
      parts = parts.map { $0.dropFirst() }
    }
    let names = parts.map { $0.joined(separator: ".") }
    let saysMore = names.contains { $0.contains { !$0.isNumber } }
    let isShort = names.allSatisfy { !$0.isEmpty && $0.count <= longest }
    return saysMore && isShort && Set(names).count == names.count ? names : []
  }

  /// What the numbers of a chain of another program's run stand for, such as `1–6: convolutions.0 to convolutions.5`;
  /// nil where names say it, in time, and of this program's runs.
  static func numbered(
    _ chain: ChainEvidence, in run: JudgedRun, longest: Int = longestName
  ) -> String? {
    guard !run.isOwn, chain.chain.axis == .depth, names(chain, longest: longest).isEmpty,
      let first = chain.places.first?.name, let last = chain.places.last?.name
    else { return nil }
    return chain.count == 1 ? "1: \(first)" : "1–\(chain.count): \(first) to \(last)"
  }
}
