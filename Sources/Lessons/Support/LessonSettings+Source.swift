extension LessonSettings {
  /// Where the numbers of a picture come from: `gradscope lesson xor --width 2`.
  func source(of lesson: String) -> String {
    (["gradscope", "lesson", lesson] + words).joined(separator: " ")
  }
}
