/// One axis of a sweep: what it varies, and the values, ascending.
public struct SweepAxis: Codable, Sendable, Equatable {
  /// What it varies.
  public var variable: SweepVariable
  /// At least one value; ascending, none twice.
  public var values: [Double]
  /// Whether the values are equal factors apart, and not equal distances.
  public var isLogarithmic: Bool

  /// An axis of these values.
  public init(_ variable: SweepVariable, _ values: [Double], isLogarithmic: Bool = false) {
    self.variable = variable
    self.values = values
    self.isLogarithmic = isLogarithmic
  }

  /// A value as a person would type it: whole numbers without a point.
  public static func text(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
