extension Thresholds {
  /// The names of all thresholds, as they are typed.
  public static var names: [String] { numbers.map(\.name) + ["stepsToJudgeLearning"] }

  /// Changes one by its name; false for a name that there is not, and for a number of steps that is
  /// not whole.
  public mutating func set(_ name: String, to value: Double) -> Bool {
    if name == "stepsToJudgeLearning" {
      guard let steps = Int(exactly: value) else { return false }
      stepsToJudgeLearning = steps
      return true
    }
    guard let path = Self.numbers.first(where: { $0.name == name })?.path else { return false }
    self[keyPath: path] = value
    return true
  }

  private static let numbers:
    [(name: String, path: WritableKeyPath<Thresholds, Double> & Sendable)] = [
      ("vanishedShare", \.vanishedShare), ("fittedDelta", \.fittedDelta),
      ("vanishedAtOutputShare", \.vanishedAtOutputShare), ("hopelessShare", \.hopelessShare),
      ("heldBackProgress", \.heldBackProgress), ("explodedGrowth", \.explodedGrowth),
      ("explodedOverTime", \.explodedOverTime), ("saturatedShare", \.saturatedShare),
      ("diedShare", \.diedShare), ("bornSilentShare", \.bornSilentShare),
      ("divergedLoss", \.divergedLoss), ("learnedShare", \.learnedShare),
      ("learnedAccuracy", \.learnedAccuracy),
    ]
}
