import Records

/// What a record lacks for a rule, told from the reason that the rule gives.
enum Lack: Hashable, CaseIterable {
  case chains, signals, looks, data, activations, losses, training, counterparts, concernsOthers

  /// What lacks, for a reason such as "needs a look at a probe set".
  init(_ reason: String) {
    self =
      Self.allCases.first { $0.marks.contains { reason.contains($0) } } ?? .concernsOthers
  }

  /// In words, where rules want different things of it.
  var words: String {
    switch self {
    case .chains: "places in order, with time points"
    case .signals: "signals along the places"
    case .looks: "looks at a probe set"
    case .data: "what the data hold"
    case .activations: "the activation of the places"
    case .losses: "losses to compare: of guessing, of the end, held out"
    case .training: "facts of the training, such as batch size, learning rate and weight decay"
    case .counterparts: "the same run once more with something changed"
    case .concernsOthers: ""
    }
  }

  /// What stands in the reasons for it.
  private var marks: [String] {
    switch self {
    case .chains:
      [
        "names no chain", "has no places", "needs a time point", "and a time point",
        "and one time point", "at step 0 and a layer", "needs a step",
      ]
    case .signals: ["lacks ", "whose updates were measured", "needs saturatedHighFraction"]
    case .looks: ["probe set", "at a look"]
    case .data: ["what the data hold", "of each class", "scale of the data", "most frequent class"]
    case .activations: ["activation of its places", "needs to know whether", "number of units"]
    case .counterparts: ["was not made once more"]
    case .losses:
      [
        "of guessing", "losses", "a loss", "loss of a step", "an accuracy", "small healthy network",
      ]
    case .training:
      [
        "batch size", "learning rate", "weight decay", "the task", "bound on the gradient",
        "precision",
      ]
    case .concernsOthers: []
    }
  }

  /// A reason as what is lacking: without its verb, and without that it is not known; a quantity with its
  /// sign. nil where the reason is no such sentence.
  static func own(_ reason: String) -> String? {
    let starts = ["lacks ": "", "needs ": "", "the record names no ": "a ", "no ": "a "]
    guard let start = starts.first(where: { reason.hasPrefix($0.key) }) else { return nil }
    var text = start.value + reason.dropFirst(start.key.count)
    for end in [
      ", which is not known", ", which are not known", ", which this record does not say",
      ", which this record was made without", " is known",
    ] where text.hasSuffix(end) { text.removeLast(end.count) }
    for (name, sign) in signs where text.hasPrefix(name) {
      text = "\(sign) (\(name))" + text.dropFirst(name.count)
    }
    return text
  }

  private static let signs = [
    (Quantity.deltaRMS.name, "δ"), (Quantity.weightNorm.name, "‖W‖"),
    (Quantity.preactivationRMS.name, "z"), (Quantity.activationStd.name, "the deviation of a"),
    (Quantity.saturatedFraction.name, "the saturated share"),
  ]
}
