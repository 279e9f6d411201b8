/// An option with the values that a reader of a page can slide it to.
public struct LessonSlider: Sendable, Hashable {
  /// What is changed.
  public let option: LessonOption
  /// As they are typed, in their order; an empty one leaves the option out.
  public let values: [String]
  /// The index of the value with which a page begins: that of the lesson itself.
  public let start: Int

  /// A slider over these values.
  ///
  /// - Parameter start: the lesson's own value; the first one where it is not among them.
  public init(_ option: LessonOption, _ values: [String], start: String) {
    self.option = option
    self.values = values
    self.start = values.firstIndex(of: start) ?? 0
  }

  /// What stands beside a slider for a value.
  public static func words(_ value: String) -> String { value.isEmpty ? "as it is" : value }

  /// The settings of all combinations of the values of several sliders, the last one changing fastest.
  public static func grid(_ sliders: [LessonSlider]) -> [LessonSettings] {
    sliders.reduce([LessonSettings()]) { grid, slider in
      grid.flatMap { settings in
        slider.values.map { $0.isEmpty ? settings : settings.with(slider.option, $0) }
      }
    }
  }

  /// The index in the grid of the combination with which a page begins.
  public static func start(_ sliders: [LessonSlider]) -> Int {
    sliders.reduce(0) { $0 * $1.values.count + $1.start }
  }
}
