/// What several rules compare with: how far a run came.
extension Threshold {
  /// A run whose loss has not come this far from guessing is held back by what is found: a warning, where
  /// one that came further gets a note.
  public static let heldBackProgress = Threshold(
    "heldBackProgress", 0.5, .share,
    "a run whose loss has not come this far from guessing is held back",
    because: "half of the way: a run that came further has learned most of what there is")

  /// Below this share it is an error even before there were enough steps to see whether the run learns.
  static let hopelessShare = Threshold(
    "hopelessShare", 1e-4, .share, "below this share it is an error before the run could learn",
    because: "ReLU with Xavier at depth 30 keeps 2–7·10⁻⁵ and stays at chance over 1,000 steps")

  /// δ of the output, p − y, below this: nothing is left to learn from.
  static let fittedDelta = Threshold(
    "fittedDelta", 1e-10, "δ at the output below this: all is fitted",
    because: "every example has p within 10⁻¹⁰ of its answer, and nothing is left to learn from")

  /// The loss has to fall below chance by this share of it before a run has learned.
  public static let learnedShare = Threshold(
    "learnedShare", 0.05, .share, "the loss must fall below chance by this share of it",
    because: "less than 5 % is what batches differ by")

  /// A run whose training accuracy has come this far from that of the most frequent class to 1 has learned,
  /// whatever its loss.
  static let learnedAccuracy = Threshold(
    "learnedAccuracy", 0.25, .share,
    "accuracy this far from the most frequent class's to 1 has learned all the same",
    because: "no guess comes that far")

  /// Updates after which a run that is at chance is said to have learned nothing.
  static let stepsToJudgeLearning = Threshold(
    "stepsToJudgeLearning", 100, .steps, "updates after which a run at chance has learned nothing",
    because: "networks that learn at all leave chance within some tens of updates; a plateau of a "
      + "hundred is worth a word")

  /// ‖ΔW‖ / ‖W‖ below this is hardly a step.
  static let smallUpdate = Threshold(
    "smallUpdate", 1e-5, "‖ΔW‖ / ‖W‖ below this",
    because:
      "a healthy step is near 10⁻³; with a hundredth of it 1,000 steps in one direction change "
      + "the weights by 1 %")

  /// ‖ΔW‖ / ‖W‖ above this replaces the weights within a few steps.
  static let largeUpdate = Threshold(
    "largeUpdate", 0.1, "‖ΔW‖ / ‖W‖ above this",
    because:
      "a hundred times the healthy 10⁻³: ten such steps replace the weights, and the gradient "
      + "tells nothing of where they lead")

  /// δ at one end of a chain above this multiple of that at the other end.
  static let explodedGrowth = Threshold(
    "explodedGrowth", 10, "δ in layer 1 above this multiple of layer L's",
    because: "a learning rate that suits the last layers is ten times too large for the first")

  /// The final loss above this multiple of the larger of first and chance loss.
  static let divergedLoss = Threshold(
    "divergedLoss", 2, "final loss above this multiple of the larger of first and chance loss",
    because: "a run that learns may end at guessing, not at twice of it")
}
