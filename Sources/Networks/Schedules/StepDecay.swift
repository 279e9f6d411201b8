import RealModule

/// factor(t) = γ^⌊t/N⌋: the rate falls by γ every N updates.
public struct StepDecay: LearningRateSchedule {
  public static var usage: String { "step:EVERY[:FACTOR]" }
  public static var expectation: String {
    "\(usage) with EVERY a whole number from 1 and FACTOR above 0, at most 1"
  }

  /// N ≥ 1.
  public let every: Int
  /// γ, 0 < γ ≤ 1; 0.1 unless set.
  public let decay: Double

  public init?(parsing text: String) {
    guard let arguments = Self.arguments(of: text, named: "step"),
      (1...2).contains(arguments.count), let every = Self.steps(arguments[0])
    else { return nil }
    self.every = every
    decay = arguments.count == 2 ? arguments[1] : 0.1
    guard decay > 0, decay <= 1 else { return nil }
  }

  public var name: String { "step:\(every):\(shortest(decay))" }

  public func factor(step t: Int, of steps: Int) -> Double {
    Double.pow(decay, Double(t / every))
  }
}
