/// The steps before which units were looked at, in words.
enum LookWords {
  /// Such as `Looked at before steps 0, 8, 24, 72 and so on to 1000`.
  static func sentence(_ steps: [Int]) -> String {
    let list =
      steps.count > 6
      ? steps.prefix(4).map { "\($0)" }.joined(separator: ", ")
        + " and so on to \(steps[steps.count - 1])"
      : steps.map { "\($0)" }.joined(separator: ", ")
    return "Looked at before step\(steps.count == 1 ? "" : "s") \(list)"
  }
}
