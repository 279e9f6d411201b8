/// All initializers, by name: the one list that the command line and the tests read.
public enum InitializerCatalog {
  /// Every way to write an initializer, in the order of the documentation.
  public static let forms: [InitializerForm] = [
    Constant.forms,
    FixedVariance.forms,
    FanScaled.forms,
    Orthogonal.forms,
    LayerSequentialUnitVariance.forms,
  ].flatMap { $0 }

  /// Short names: a family alone means its normal form; `naive` is N(0, 0.01²).
  public static let aliases = [
    "naive": "normal:0.01", "lecun": "lecun-normal", "xavier": "xavier-normal",
    "he": "he-normal",
  ]

  /// Every name as a person would type it, for messages: the usages, then the short names.
  public static var names: [String] { forms.map(\.usage) + aliases.keys.sorted() }

  /// The form that a name is written in, whether or not its number is valid; nil for a name that is
  /// none of them.
  public static func form(of name: String) -> InitializerForm? {
    let full = aliases[name] ?? name
    return forms.first { $0.name == full.prefix { $0 != ":" } }
  }

  /// The initializer of that name, or nil where the name or its number is not valid.
  public static func named(_ name: String) -> (any Initializer)? {
    let parts = (aliases[name] ?? name).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return form(of: name)?.initializer(parts.count == 2 ? parts[1] : nil)
  }
}
