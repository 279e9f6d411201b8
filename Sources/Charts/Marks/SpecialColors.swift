/// Values that no place between two numbers can show.
public enum SpecialValue: String, Sendable, Hashable, CaseIterable {
  case zero = "exactly 0"
  case notANumber = "NaN"
  case infinite = "infinite"
}

/// The colours of values that are not on a colour scale, far from every colour of viridis that is, also for people who
/// do not tell red from green. That of 0 is transparent: no brighter than the top of a scale on a dark ground either.
public struct SpecialColors: Sendable, Hashable {
  public var zero: Color
  public var notANumber: Color
  public var infinite: Color
  /// Cells without any value, where a row is shorter than the others.
  public var missing: Color

  public init(
    zero: Color = Color(hex: 0xA0A0A0, alpha: 0.43), notANumber: Color = Color(hex: 0xFF00FF),
    infinite: Color = Color(hex: 0xF4511E), missing: Color = Palette.background
  ) {
    self.zero = zero
    self.notANumber = notANumber
    self.infinite = infinite
    self.missing = missing
  }

  public func color(of value: SpecialValue) -> Color {
    switch value {
    case .zero: zero
    case .notANumber: notANumber
    case .infinite: infinite
    }
  }
}
