/// All learning-rate schedules: the one list that the command line and the tests read.
public enum ScheduleCatalog {
  /// Every schedule, in the order of the documentation.
  public static let all: [any LearningRateSchedule.Type] = [
    ConstantRate.self, WarmUp.self, StepDecay.self, CosineDecay.self,
  ]

  /// How a person types each of them, for messages.
  public static var usages: [String] { all.map { $0.usage } }

  /// What is expected of a text that has the name of a schedule, and not the numbers; nil for a name
  /// that is none.
  public static func expectation(of text: String) -> String? {
    all.first { $0.family == text.prefix { $0 != ":" } }?.expectation
  }

  /// The schedule that a text names, or nil.
  public static func named(_ text: String) -> (any LearningRateSchedule)? {
    for type in all {
      if let schedule = type.init(parsing: text) { return schedule }
    }
    return nil
  }
}
