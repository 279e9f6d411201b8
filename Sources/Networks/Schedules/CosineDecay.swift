import RealModule

/// factor(t) = ½(1 + cos(π (t − N) / (T − N))) after a warm-up of N updates, T being all of them.
///
/// From 1 at t = N down to nearly 0 at the last update. The warm-up is that of `WarmUp`:
/// (t + 1) / N.
///
/// Source: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts",
/// ICLR 2017, without the restarts.
public struct CosineDecay: LearningRateSchedule {
  public static var usage: String { "cosine[:WARMUP]" }
  public static var expectation: String { "\(usage) with a whole number from 1" }

  /// N ≥ 0.
  public let warmUp: Int

  public init?(parsing text: String) {
    guard let arguments = Self.arguments(of: text, named: "cosine"), arguments.count <= 1 else {
      return nil
    }
    guard let first = arguments.first else {
      warmUp = 0
      return
    }
    guard let steps = Self.steps(first) else { return nil }
    warmUp = steps
  }

  public var name: String { warmUp == 0 ? "cosine" : "cosine:\(warmUp)" }

  public func factor(step t: Int, of steps: Int) -> Double {
    if t < warmUp { return Double(t + 1) / Double(warmUp) }
    let share = Double(t - warmUp) / Double(max(steps - warmUp, 1))
    return (1 + Double.cos(.pi * min(share, 1))) / 2
  }
}
