/// An option with the values that a reader of a page can slide it to.
public struct LessonSlider: Sendable, Hashable {
  /// What is changed.
  public let option: LessonOption
  /// As they are typed, in their order.
  public let values: [String]

  /// A slider over these values.
  public init(_ option: LessonOption, _ values: [String]) {
    self.option = option
    self.values = values
  }

  /// The settings of all combinations of the values of several sliders, the last one changing fastest.
  public static func grid(_ sliders: [LessonSlider]) -> [LessonSettings] {
    sliders.reduce([LessonSettings()]) { grid, slider in
      grid.flatMap { settings in slider.values.map { settings.with(slider.option, $0) } }
    }
  }
}
