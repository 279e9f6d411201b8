/// All learning-rate schedules: the one list that the command line and the tests read.
public enum ScheduleCatalog {
  /// Every schedule, in the order of the documentation.
  public static let all: [any LearningRateSchedule.Type] = [
    ConstantRate.self, WarmUp.self, StepDecay.self, CosineDecay.self,
  ]

  /// How a person types each of them, for messages.
  public static var usages: [String] { all.map { $0.usage } }

  /// The schedule that a text names, or nil.
  public static func named(_ text: String) -> (any LearningRateSchedule)? {
    for type in all {
      if let schedule = type.init(parsing: text) { return schedule }
    }
    return nil
  }
}
