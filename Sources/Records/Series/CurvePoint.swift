/// One point of the curves: what the steps from `step` to `lastStep` have in common.
///
/// The fields are those of `Curves`, where they are defined.
public struct CurvePoint: Codable, Sendable, Equatable {
  public var step: Int
  public var lastStep: Int
  public var count: Int
  public var loss: Double
  public var smallestLoss: Double
  public var largestLoss: Double
  public var accuracy: Double
  public var gradientNorm: Double
  public var smallestGradientNorm: Double
  public var largestGradientNorm: Double
  public var learningRate: Double
  public var clippingFactor: Double
  public var smallestClippingFactor: Double
  public var clippedUpdates: Int

  /// A point of these values.
  public init(
    step: Int, lastStep: Int, count: Int, loss: Double, smallestLoss: Double,
    largestLoss: Double, accuracy: Double, gradientNorm: Double, smallestGradientNorm: Double,
    largestGradientNorm: Double, learningRate: Double, clippingFactor: Double,
    smallestClippingFactor: Double, clippedUpdates: Int
  ) {
    self.step = step
    self.lastStep = lastStep
    self.count = count
    self.loss = loss
    self.smallestLoss = smallestLoss
    self.largestLoss = largestLoss
    self.accuracy = accuracy
    self.gradientNorm = gradientNorm
    self.smallestGradientNorm = smallestGradientNorm
    self.largestGradientNorm = largestGradientNorm
    self.learningRate = learningRate
    self.clippingFactor = clippingFactor
    self.smallestClippingFactor = smallestClippingFactor
    self.clippedUpdates = clippedUpdates
  }

  /// This point and the one after it as one. A value that is not finite stays so in the mean.
  func merged(with next: CurvePoint) -> CurvePoint {
    let share = Double(next.count) / Double(count + next.count)
    // A mean of equal numbers is that number, however many steps are added one by one.
    func mean(_ a: Double, _ b: Double) -> Double {
      a == b || a.isInfinite && b.isFinite ? a : a + (b - a) * share
    }
    var merged = self
    merged.lastStep = next.lastStep
    merged.count = count + next.count
    merged.loss = mean(loss, next.loss)
    merged.smallestLoss = Extremes.smaller(smallestLoss, next.smallestLoss)
    merged.largestLoss = Extremes.larger(largestLoss, next.largestLoss)
    merged.accuracy = mean(accuracy, next.accuracy)
    merged.gradientNorm = mean(gradientNorm, next.gradientNorm)
    merged.smallestGradientNorm = Extremes.smaller(
      smallestGradientNorm, next.smallestGradientNorm)
    merged.largestGradientNorm = Extremes.larger(largestGradientNorm, next.largestGradientNorm)
    merged.learningRate = next.learningRate
    // Without clipping both are 1, and two logarithms at every step are saved.
    if clippedUpdates + next.clippedUpdates > 0 {
      merged.clippingFactor = naturalExponential(
        mean(naturalLogarithm(clippingFactor), naturalLogarithm(next.clippingFactor)))
    }
    merged.smallestClippingFactor = Extremes.smaller(
      smallestClippingFactor, next.smallestClippingFactor)
    merged.clippedUpdates = clippedUpdates + next.clippedUpdates
    return merged
  }
}
