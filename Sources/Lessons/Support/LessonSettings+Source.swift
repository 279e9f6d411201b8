import Texts

extension LessonSettings {
  /// `gradscope lesson NAME --depth 8`: the source line of a picture, as a shell takes it.
  func source(of lesson: String) -> String {
    (["gradscope", "lesson", lesson] + words).map(\.shellQuoted).joined(separator: " ")
  }
}
