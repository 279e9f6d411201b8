extension ThresholdDescription {
  /// All of them, in the order of the rules.
  public static let all = [
    ThresholdDescription(
      "vanishedShare", \.vanishedShare, of: ["GS101"], share: true,
      "δ in the first layers below this share of δ in layer L",
      because: "at 1 % the first layers learn a hundred times more slowly than the "
        + "last, which no learning rate can bridge; ReLU with Xavier at depth "
        + "10, which trains, keeps 4 %"),
    ThresholdDescription(
      "vanishedAtOutputShare", \.vanishedAtOutputShare, of: ["GS101"], share: true,
      "δ in all hidden layers below this share of δ at the output",
      because: "N(0, 0.01²) in the output layer alone leaves about 10⁻²"),
    ThresholdDescription(
      "hopelessShare", \.hopelessShare, of: ["GS101", "GS105"], share: true,
      "below this share it is an error before the run could learn",
      because: "ReLU with Xavier at depth 30 keeps 2–7·10⁻⁵ and stays at chance "
        + "over 1,000 steps"),
    ThresholdDescription(
      "littleProgress", \.littleProgress, of: ["GS101"], share: true,
      "a run whose δ vanishes and whose loss has not come this far from guessing is sick of it",
      because: "three times what counts as having learned at all; runs that came further are "
        + "held back, and learn with their last layers"),
    ThresholdDescription(
      "heldBackProgress", \.heldBackProgress,
      of: ["GS105", "GS106", "GS301", "GS302", "GS303", "GS403", "GS501", "GS502"], share: true,
      "a run whose loss has not come this far from guessing is held back",
      because: "half of the way: a run that came further has learned most of what "
        + "there is"),
    ThresholdDescription(
      "fittedDelta", \.fittedDelta, of: ["GS101", "GS104"],
      "δ at the output below this: all is fitted",
      because: "every example has p within 10⁻¹⁰ of its answer, and nothing is "
        + "left to learn from"),
    ThresholdDescription(
      "explodedGrowth", \.explodedGrowth, of: ["GS102"],
      "δ in layer 1 above this multiple of layer L's",
      because: "a learning rate that suits the last layers is ten times too large "
        + "for the first"),
    ThresholdDescription(
      "explodedOverTime", \.explodedOverTime, of: ["GS102"],
      "gradient norm above this multiple of its first values",
      because: "a run that learns moves its gradient norm by one or two decimal "
        + "orders, not by three"),
    ThresholdDescription(
      "collapsedShare", \.collapsedShare, of: ["GS105"], share: true,
      "deviation of the activations of layer L below this share of layer "
        + "1's",
      because: "at 1 % the last layers see a hundredth of what the first ones see; "
        + "ReLU with Xavier at depth 10, which trains, keeps 4 %"),
    ThresholdDescription(
      "explodedSignal", \.explodedSignal, of: ["GS106"],
      "RMS of z in layer L above this, and above this multiple of layer 1's",
      because: "scaled residual branches, which train, reach √e = 1.6, unscaled "
        + "ones 32 at depth 10; draws of healthy networks differ by a factor "
        + "of 2 or 3"),
    ThresholdDescription(
      "saturatedShare", \.saturatedShare, of: ["GS201"], share: true,
      "saturated entries of a layer",
      because: "above a half the median unit passes less than 5 % of its gradient"),
    ThresholdDescription(
      "diedShare", \.diedShare, of: ["GS202"], share: true,
      "units of a layer that fell silent",
      because: "healthy ReLU networks lose a few units in a hundred; a quarter is "
        + "a narrower network"),
    ThresholdDescription(
      "bornSilentShare", \.bornSilentShare, of: ["GS203"], share: true,
      "units of a layer that are silent at step 0",
      because: "He networks on low-dimensional data have 12–27 % in layer 10"),
    ThresholdDescription(
      "poorTotalGain", \.poorTotalGain, of: ["GS301"],
      "what the first weights change over all layers against those made "
        + "for the activation",
      because: "it is the inverse of vanishedShare: beyond it δ is lost"),
    ThresholdDescription(
      "poorLayerGain", \.poorLayerGain, of: ["GS301"],
      "what the first weights of one layer change against those made for "
        + "the activation",
      because: "the initializers made for activations differ from one another by a "
        + "factor of 2; a decimal order is none of them"),
    ThresholdDescription(
      "offTheory", \.offTheory, of: ["GS301"],
      "times that a signal before the first update is beyond the band of theory",
      because: "of 3,000 drawn networks none was beyond the band at all"),
    ThresholdDescription(
      "smallUpdate", \.smallUpdate, of: ["GS302", "GS402"],
      "‖ΔW‖ / ‖W‖ below this",
      because: "a healthy step is near 10⁻³; with a hundredth of it 1,000 steps in "
        + "one direction change the weights by 1 %"),
    ThresholdDescription(
      "largeUpdate", \.largeUpdate, of: ["GS303", "GS402"],
      "‖ΔW‖ / ‖W‖ above this",
      because: "a hundred times the healthy 10⁻³: ten such steps replace the "
        + "weights, and the gradient tells nothing of where they lead"),
    ThresholdDescription(
      "distinctShare", \.distinctShare, of: ["GS304"], share: true,
      "units of a layer that differ from one another, as a share, below "
        + "this",
      because: "below a half most units are copies"),
    ThresholdDescription(
      "divergedLoss", \.divergedLoss, of: ["GS401"],
      "final loss above this multiple of the larger of first and chance "
        + "loss",
      because: "a run that learns may end at guessing, not at twice of it"),
    ThresholdDescription(
      "learnedShare", \.learnedShare, of: ["GS402"], share: true,
      "the loss must fall below chance by this share of it",
      because: "less than 5 % is what batches differ by"),
    ThresholdDescription(
      "learnedAccuracy", \.learnedAccuracy, of: ["GS402"], share: true,
      "accuracy this far from the most frequent class's to 1 has learned "
        + "all the same",
      because: "no guess comes that far"),
    ThresholdDescription(
      "oscillation", \.oscillation, of: ["GS403"],
      "median change of the loss from step to step, as a share of the "
        + "loss of guessing, above this and 1/√(batch size)",
      because: "1/√b is about what the losses of two batches of b examples differ "
        + "by where nothing changes"),
    ThresholdDescription(
      "overfitGap", \.overfitGap, of: ["GS404"], share: true,
      "training accuracy above validation accuracy by this",
      because: "on the digits networks that generalize differ by 2 to 7 %"),
    ThresholdDescription(
      "overfitLoss", \.overfitLoss, of: ["GS404"],
      "validation loss above training loss by this share of the loss of "
        + "guessing",
      because: "half of what can be learned was learned by heart"),
    ThresholdDescription(
      "unexpectedLoss", \.unexpectedLoss, of: ["GS405"],
      "first loss above this multiple of an undecided answer's, or below "
        + "its inverse",
      because: "first weights of healthy He networks reach 1.6"),
    ThresholdDescription(
      "unscaledSize", \.unscaledSize, of: ["GS501"],
      "mean or deviation of a column above this",
      because: "initializers assume 0 and 1; the loss curves with the square, so "
        + "that at 10 the largest stable learning rate is a hundredth"),
    ThresholdDescription(
      "tinySize", \.tinySize, of: ["GS501"],
      "RMS of all features, or of the targets, below this",
      because: "next to biases and weight decay nothing of them is left"),
    ThresholdDescription(
      steps: "stepsToJudgeLearning", \.stepsToJudgeLearning, of: ["GS402"],
      "updates after which a run at chance has learned nothing",
      because: "networks that learn at all leave chance within some tens of "
        + "updates; a plateau of a hundred is worth a word"),
  ]
}
