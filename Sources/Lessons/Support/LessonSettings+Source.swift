extension LessonSettings {
  /// `gradscope lesson NAME --depth 8`: the source line of a picture.
  func source(of card: LessonCard) -> String {
    (["gradscope", "lesson", card.name] + words).joined(separator: " ")
  }
}
