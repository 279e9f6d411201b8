/// All initializers, by name: the one list that the command line and the tests read.
public enum InitializerCatalog {
  /// Initializers without a parameter.
  public static let plain: [any Initializer] = [
    FanScaled.lecun(.normal), FanScaled.lecun(.uniform),
    FanScaled.xavier(.normal), FanScaled.xavier(.uniform),
    FanScaled.he(.normal), FanScaled.he(.uniform),
  ]

  /// Initializers with a number after a colon.
  public static let parametric: [String: @Sendable (Double) -> any Initializer] = [
    "normal": { FixedVariance.normal(std: $0) },
    "uniform": { FixedVariance.uniform(limit: $0) },
    "fan-in": { FanScaled.fanIn(gain: $0) },
  ]

  /// Short names: a family alone means its normal form; `naive` is N(0, 0.01²).
  public static let aliases = [
    "naive": "normal:0.01", "lecun": "lecun-normal", "xavier": "xavier-normal",
    "he": "he-normal",
  ]

  /// Every name as a person would type it, for messages.
  public static var names: [String] {
    plain.map(\.name) + ["normal:STD", "uniform:LIMIT", "fan-in:GAIN"] + aliases.keys.sorted()
  }

  /// The initializer of that name, or nil where the name or its parameter is not valid.
  public static func named(_ name: String) -> (any Initializer)? {
    let name = aliases[name] ?? name
    if let found = plain.first(where: { $0.name == name }) { return found }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let make = parametric[String(parts[0])],
      let value = Double(parts[1]), value.isFinite, value >= 0
    else { return nil }
    return make(value)
  }
}
