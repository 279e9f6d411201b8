import Records

/// How several runs were trained, for the foot of a picture: what they share once, and of what differs each
/// value, or how many values there are.
struct SettingWords {
  private let runs: [JudgedRun]

  /// The words about these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  /// So many values are named; of more only their number.
  private static let mostValues = 3

  /// Such as `width 64, SGD 0.05, batch 64, float32`, `width 8 / 64, SGD 0.05`, `4 different widths, SGD
  /// 0.05`.
  var text: String {
    let settings = runs.map { NetworkWords($0).setting }
    return Setting.Part.allCases.compactMap { part in words(part, settings.map { $0[part] }) }
      .joined(separator: ", ")
  }

  private func words(_ part: Setting.Part, _ values: [String?]) -> String? {
    var different: [String] = []
    for case let value? in values where !different.contains(value) { different.append(value) }
    guard let first = different.first else { return nil }
    // Without hidden layers there is no width; without a norm there is one thing to say.
    let isOptional = part == .norm && values.contains(nil)
    if different.count > Self.mostValues { return "\(different.count) different \(part.plural)" }
    if different.count == 1 {
      return isOptional ? "with and without \(part.text(first))" : part.text(first)
    }
    return part.text(different.joined(separator: " / ")) + (isOptional ? " / none" : "")
  }

  /// Such as `seed 1`, `seed 1 / 7`, `seeds 1 to 24`, `24 seeds`; empty where no seed is known.
  var seeds: String {
    let seeds = Set(runs.compactMap(\.record.facts.seed)).sorted()
    guard let least = seeds.first, let most = seeds.last else { return "" }
    guard seeds.count > Self.mostValues else {
      return seeds.map { "seed \($0)" }.joined(separator: " / ")
    }
    return most - least == UInt64(seeds.count - 1)
      ? "seeds \(least) to \(most)" : "\(seeds.count) seeds"
  }
}

/// One run's setting, part by part; a part that is not known is missing.
struct Setting {
  /// What a setting consists of, in the order of reading.
  enum Part: CaseIterable {
    case width, norm, optimizer, batch, precision

    /// A value with what it is.
    func text(_ value: String) -> String {
      switch self {
      case .width: "width \(value)"
      case .norm: "\(value) norm"
      case .batch: "batch \(value)"
      case .optimizer, .precision: value
      }
    }

    /// What several different ones are called.
    var plural: String {
      switch self {
      case .width: "widths"
      case .norm: "norms"
      case .optimizer: "optimizers or learning rates"
      case .batch: "batch sizes"
      case .precision: "precisions"
      }
    }
  }

  private var values: [Part: String] = [:]

  subscript(part: Part) -> String? {
    get { values[part] }
    set { values[part] = newValue }
  }
}
