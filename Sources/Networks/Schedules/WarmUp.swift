/// factor(t) = min(1, (t + 1) / N): a ramp over the first N updates, then constant.
///
/// The first gradients of a deep network are its largest and least reliable; small steps get it
/// past them.
///
/// Source: P. Goyal et al., "Accurate, large minibatch SGD", 2017.
public struct WarmUp: LearningRateSchedule {
  public static var usage: String { "warmup:STEPS" }
  public static var expectation: String { "\(usage) with a whole number from 1" }

  /// N ≥ 1.
  public let steps: Int

  public init?(parsing text: String) {
    guard let arguments = Self.arguments(of: text, named: "warmup"), arguments.count == 1,
      let steps = Self.steps(arguments[0])
    else { return nil }
    self.steps = steps
  }

  public var name: String { "warmup:\(steps)" }

  public func factor(step t: Int, of steps: Int) -> Double {
    min(1, Double(t + 1) / Double(self.steps))
  }
}
