import Experiments

extension LessonSettings {
  /// The data of a lesson that counts right answers.
  ///
  /// - Throws: As `data`, and `LessonError` for data without classes.
  func classes(or standard: String, for plan: TrainingPlan) throws -> PreparedData {
    let data = try data(or: standard, for: plan)
    guard data.task == .classification else {
      throw LessonError.value(
        .dataset, expected: "data with classes, such as moons or digits",
        got: texts[.dataset] ?? standard)
    }
    return data
  }

  /// The accuracies of runs for a title: `0.94 (usual), no number (rate 2)`.
  static func accuracies(_ runs: [(name: String, accuracy: Double)]) -> String {
    runs.map { "\(Shown.told($0.accuracy)) (\($0.name))" }.joined(separator: ", ")
  }
}
