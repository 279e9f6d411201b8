/// All initializers, by name: the one list that the command line and the tests read.
public enum InitializerCatalog {
  /// Every form, in the order of the documentation.
  public static let forms: [InitializerForm] = [
    Constant.zerosForm, Constant.form, FixedVariance.normalForm, FixedVariance.uniformForm,
    InitializerForm(FanScaled.lecun(.normal)), InitializerForm(FanScaled.lecun(.uniform)),
    InitializerForm(FanScaled.xavier(.normal)), InitializerForm(FanScaled.xavier(.uniform)),
    InitializerForm(FanScaled.he(.normal)), InitializerForm(FanScaled.he(.uniform)),
    FanScaled.gainForm, Orthogonal.form, InitializerForm(LayerSequentialUnitVariance()),
  ]

  /// Short names: a family alone means its normal form; `naive` is N(0, 0.01²).
  public static let aliases = [
    "naive": "normal:0.01", "lecun": "lecun-normal", "xavier": "xavier-normal",
    "he": "he-normal",
  ]

  /// Every name as a person would type it, for messages.
  public static var names: [String] { forms.map(\.usage) + aliases.keys.sorted() }

  /// The initializer of that name, or nil where the name or its parameter is not valid.
  public static func named(_ name: String) -> (any Initializer)? {
    let name = aliases[name] ?? name
    return forms.lazy.compactMap { $0.parse(name) }.first
  }
}
