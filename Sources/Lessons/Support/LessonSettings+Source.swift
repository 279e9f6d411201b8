extension LessonSettings {
  /// `gradscope lesson NAME --depth 8`: the source line of a picture.
  func source(of lesson: String) -> String {
    (["gradscope", "lesson", lesson] + words).joined(separator: " ")
  }
}
