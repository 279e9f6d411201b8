import Records
import Texts

/// GS501: features, or the values to predict, are far from mean 0 and deviation 1.
public struct UnscaledInputs: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS501", name: "unscaled-inputs",
      detects:
        "A feature, or the target of a regression, has a mean or deviation far above 1, or all "
        + "are far below, or a tenth of the features varies a thousand times less than others.",
      why: """
        Initializers and learning rates assume inputs of mean 0 and deviation 1. The gradient of \
        the \
        first weights grows with the inputs, that of all weights with the targets, and the \
        curvature \
        with their square: a learning rate that is right for scaled data diverges within steps.
        """,
      requires: "means, deviations and magnitudes of the training part's features and targets",
      thresholds: [
        .unscaledSize, .tinySize, .dwarfedFeatures, .divergedLoss, .saturatedShare,
        .heldBackProgress,
      ],
      remedies: [Remedy(.standardize)],
      references: ["Y. LeCun et al., \"Efficient BackProp\", 1998"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let scale = run.record.dataScale else {
      return .notApplicable(
        .needs("the scale of the data", .data, note: ", which this record was made without"))
    }
    func isLarge(_ columns: DataScale.Columns) -> Bool {
      max(columns.largestMean, columns.largestDeviation) > thresholds[.unscaledSize]
    }
    func isTiny(_ columns: DataScale.Columns) -> Bool { columns.rms < thresholds[.tinySize] }
    var evidence: [String: Double] = [:]
    var parts: [String] = []
    for (name, columns) in [("feature", scale.features), ("target", scale.targets)] {
      guard let columns, isLarge(columns) || isTiny(columns) else { continue }
      evidence["\(name)LargestMean"] = columns.largestMean
      evidence["\(name)LargestDeviation"] = columns.largestDeviation
      evidence["\(name)LargestMagnitude"] = columns.largestMagnitude
      evidence["\(name)RMS"] = columns.rms
      parts.append(words(name, columns, isLarge: isLarge(columns)))
    }
    guard !parts.isEmpty else {
      return .findings(scale.features.flatMap { differing(run, $0, thresholds) }.map { [$0] } ?? [])
    }
    let targets = scale.targets.map { isLarge($0) } ?? false
    let isLarge = targets || scale.features.map { isLarge($0) } ?? false
    return .findings([
      Finding(
        of: description, severity: severity(run, isLarge: isLarge, targets: targets, thresholds),
        steps: 0...run.lastStep, evidence: evidence,
        threshold: ["size": thresholds[.unscaledSize], "rms": thresholds[.tinySize]],
        message: parts.joined(separator: " ") + outcome(run),
        remedies: run.facts.isStandardized ?? false
          ? [.look("scale the data to mean 0 and deviation 1 before it is given to the network")]
          : nil,
        cause: targets ? "targets not scaled" : "inputs not scaled")
    ])
  }

  /// Beside what varies as much as it should, what varies a thousand times less reaches no weight. A few such
  /// features, as pixels at the border are, do no harm.
  private func differing(
    _ run: RunEvidence, _ columns: DataScale.Columns, _ thresholds: Thresholds
  ) -> Finding? {
    guard let smallest = columns.smallestDeviation, let share = columns.dwarfedShare,
      share > thresholds[.dwarfedFeatures]
    else { return nil }
    let column = columns.smallestColumn.map { " (\"\($0)\")" } ?? ""
    return Finding(
      of: description, severity: .note, steps: 0...run.lastStep,
      evidence: [
        "featureLargestDeviation": columns.largestDeviation,
        "featureSmallestDeviation": smallest, "dwarfedShare": share,
      ],
      threshold: ["dwarfedShare": thresholds[.dwarfedFeatures]],
      message: "The features differ in scale: \(NumberText.percent(share)) of them vary a "
        + "thousand times less "
        + "than the one that varies most, down to a deviation of "
        + "\(NumberText.short(smallest))\(column) beside "
        + "\(NumberText.short(columns.largestDeviation)); what varies so little hardly reaches a "
        + "weight.",
      cause: "inputs not scaled")
  }

  private func words(_ name: String, _ columns: DataScale.Columns, isLarge: Bool) -> String {
    let which = name == "target" ? "The targets" : "The features"
    guard isLarge else {
      return "\(which) are tiny: RMS \(NumberText.short(columns.rms)), where 1 is expected."
    }
    let column = columns.largestColumn.map { " (\"\($0)\")" } ?? ""
    return "\(which) are not scaled: a mean of up to "
      + "\(NumberText.short(columns.largestMean)), a deviation of up to "
      + "\(NumberText.short(columns.largestDeviation)), values of up to "
      + "\(NumberText.short(columns.largestMagnitude))\(column); 0 and 1 are expected."
  }

  private func outcome(_ run: RunEvidence) -> String {
    guard run.record.status == .diverged else { return "" }
    let rate = run.facts.learningRate.map { " With η = \(NumberText.short($0)) the" } ?? " The"
    return "\(rate) loss was lost by step \(run.lastStep)."
  }

  private func severity(
    _ run: RunEvidence, isLarge: Bool, targets: Bool, _ thresholds: Thresholds
  ) -> Severity {
    if isLarge, run.record.status == .diverged { return .error }
    if run.learning.learnedNothing {
      return targets
        || isLarge && (threwLossUp(run, thresholds) || beganSaturated(run, thresholds))
        ? .error : .warning
    }
    return !run.learning.isHeldBack ? .note : .warning
  }

  /// At some step the loss was far above guessing: that is what large inputs do. A loss that stayed at
  /// guessing has another cause.
  private func threwLossUp(_ run: RunEvidence, _ thresholds: Thresholds) -> Bool {
    run.curves.largestLoss.contains { $0 > thresholds[.divergedLoss] * run.guessingLoss }
  }

  /// Bounded units that see large inputs are saturated before the first update, and their loss stays
  /// where it is.
  private func beganSaturated(_ run: RunEvidence, _ thresholds: Thresholds) -> Bool {
    guard let first = run.mainChain?.record.chains.first?.places.first, run.history.count > 0,
      run.history.steps[0] == 0
    else { return false }
    return run.history[0, place: first].saturatedFraction > thresholds[.saturatedShare]
  }

  public var examples: [RuleExample] {
    func record(_ mean: Double, _ deviation: Double, target: Double? = nil) -> RunRecord {
      func columns(_ mean: Double, _ deviation: Double) -> DataScale.Columns {
        DataScale.Columns(
          largestMean: mean, largestDeviation: deviation,
          largestMagnitude: mean + 3 * deviation,
          rms: (mean * mean + deviation * deviation).squareRoot())
      }
      var record = ExampleRecord.make(
        finalLoss: target == nil ? 0.1 : 1e30, status: target == nil ? .completed : .diverged)
      record.dataScale = DataScale(
        features: columns(mean, deviation), targets: target.map { columns($0, $0 / 2) })
      return record
    }
    func differing(_ smallest: Double) -> RunRecord {
      var record = record(0, 1)
      record.dataScale?.features?.smallestDeviation = smallest
      record.dataScale?.features?.dwarfedShare = smallest < 1e-3 ? 0.3 : 0
      return record
    }
    return [
      RuleExample(title: "a year as a feature", record: record(1990, 20), triggers: true),
      RuleExample(
        title: "prices of 300,000 as targets, diverged", record: record(0, 1, target: 3e5),
        triggers: true),
      RuleExample(title: "features of 10⁻⁴", record: record(0, 1e-4), triggers: true),
      RuleExample(title: "standardized features", record: record(0, 1), triggers: false),
      RuleExample(
        title: "three of ten features vary by "
          + "10⁻⁴", record: differing(1e-4), triggers: true),
      RuleExample(title: "pixels from 0 to 16", record: record(5, 6), triggers: false),
    ]
  }
}

extension Threshold {
  /// Mean or deviation of a column above this.
  static let unscaledSize = Threshold(
    "unscaledSize", 10, "mean or deviation of a column above this",
    because:
      "initializers assume 0 and 1; the loss curves with the square, so that at 10 the largest "
      + "stable learning rate is a hundredth")

  /// RMS of all features, or of the targets, below this.
  static let tinySize = Threshold(
    "tinySize", 1e-2, "RMS of all features, or of the targets, below this",
    because: "next to biases and weight decay nothing of them is left")
}

extension Threshold {
  /// Share of the features that vary a thousand times less than the one that varies most.
  static let dwarfedFeatures = Threshold(
    "dwarfedFeatures", 0.1, .share,
    "features that vary a thousand times less than the one that varies most, as a share, above "
      + "this",
    because: "weights are drawn alike for all: of a feature a thousand times smaller a unit sees "
      + "nothing")
}
