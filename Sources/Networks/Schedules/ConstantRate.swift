/// factor(t) = 1.
public struct ConstantRate: LearningRateSchedule {
  public static var usage: String { "constant" }
  public static var expectation: String { "\(usage) without a number" }

  /// The schedule has no parameter.
  public init() {}

  public init?(parsing text: String) { if text != "constant" { return nil } }

  public var name: String { "constant" }

  public func factor(step t: Int, of steps: Int) -> Double { 1 }
}
