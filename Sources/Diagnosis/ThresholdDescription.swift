/// What a threshold is called, means, and may be: from this it is listed, set by its name and
/// explained.
public struct ThresholdDescription: Sendable {
  /// Its name, as it is typed.
  public let name: String
  /// What is compared with it, in a few words.
  public let meaning: String
  /// Whether it is a share of something, which cannot be above 1.
  public let isShare: Bool
  /// Whether it is a number of steps.
  public let isWhole: Bool
  private let get: @Sendable (Thresholds) -> Double
  private let put: @Sendable (inout Thresholds, Double) -> Void

  private init(
    _ name: String, _ path: WritableKeyPath<Thresholds, Double> & Sendable, share: Bool = false,
    _ meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    isShare = share
    isWhole = false
    get = { $0[keyPath: path] }
    put = { $0[keyPath: path] = $1 }
  }

  private init(
    steps name: String, _ path: WritableKeyPath<Thresholds, Int> & Sendable, _ meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    isShare = false
    isWhole = true
    get = { Double($0[keyPath: path]) }
    put = { $0[keyPath: path] = Int($1) }
  }

  /// All of them, in the order of the rules.
  public static let all = [
    ThresholdDescription(
      "vanishedShare", \.vanishedShare, share: true,
      "GS101: δ in the first layers below this share of δ in layer L"),
    ThresholdDescription(
      "vanishedAtOutputShare", \.vanishedAtOutputShare, share: true,
      "GS101: δ in all hidden layers below this share of δ at the output"),
    ThresholdDescription(
      "hopelessShare", \.hopelessShare, share: true,
      "GS101: below this share it is an error before the run could learn"),
    ThresholdDescription(
      "heldBackProgress", \.heldBackProgress, share: true,
      "GS101, GS502: a run whose loss has not come this far from guessing is held back"),
    ThresholdDescription(
      "fittedDelta", \.fittedDelta, "GS101, GS104: δ at the output below this: all is fitted"),
    ThresholdDescription(
      "explodedGrowth", \.explodedGrowth, "GS102: δ in layer 1 above this multiple of layer L's"),
    ThresholdDescription(
      "explodedOverTime", \.explodedOverTime,
      "GS102: gradient norm above this multiple of its first values"),
    ThresholdDescription(
      "saturatedShare", \.saturatedShare, share: true, "GS201: saturated entries of a layer"),
    ThresholdDescription(
      "diedShare", \.diedShare, share: true, "GS202: units of a layer that fell silent"),
    ThresholdDescription(
      "bornSilentShare", \.bornSilentShare, share: true,
      "GS203: units of a layer that are silent at step 0"),
    ThresholdDescription(
      "divergedLoss", \.divergedLoss,
      "GS401: final loss above this multiple of the larger of first and chance loss"),
    ThresholdDescription(
      "learnedShare", \.learnedShare, share: true,
      "GS402: the loss must fall below chance by this share of it"),
    ThresholdDescription(
      "learnedAccuracy", \.learnedAccuracy, share: true,
      "GS402: accuracy this far from the most frequent class's to 1 has learned all the same"),
    ThresholdDescription(
      steps: "stepsToJudgeLearning", \.stepsToJudgeLearning,
      "GS402: updates after which a run at chance has learned nothing"),
  ]

  /// What it may be, in words.
  public var range: String {
    isWhole ? "a whole number from 0" : isShare ? "a share from 0 to 1" : "a number from 0"
  }

  /// Its value.
  public func value(in thresholds: Thresholds) -> Double { get(thresholds) }

  /// Changes it; false for a value that it cannot have.
  public func set(_ value: Double, in thresholds: inout Thresholds) -> Bool {
    guard value.isFinite, value >= 0, !isShare || value <= 1,
      !isWhole || Int(exactly: value) != nil
    else { return false }
    put(&thresholds, value)
    return true
  }
}

extension Thresholds {
  /// What differs from the standard, such as `vanishedShare 0.001 instead of 0.010`.
  public var changes: [String] {
    ThresholdDescription.all.compactMap { description in
      let (now, before) = (description.value(in: self), description.value(in: .standard))
      guard now != before else { return nil }
      return "\(description.name) \(NumberText.short(now)) instead of \(NumberText.short(before))"
    }
  }
}
