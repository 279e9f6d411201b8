import Networks
import RealModule

/// What a wide layer does on average: moments of φ(z) and φ′(z) for z ~ N(0, q).
///
/// Closed forms for identity, ReLU, leaky ReLU, SELU and the exponential; quadrature for the others. A smooth φ at
/// q → 0 is its tangent, φ(0) + φ′(0)·z, to within √q.
public struct GaussianMoments: Sendable, Equatable {
  /// q, the variance of z.
  public let variance: Double
  /// E[φ].
  public var mean = 0.0
  /// E[φ²].
  public var square = 0.0
  /// E[φ′²].
  public var slopeSquare = 0.0
  /// E[φ⁴].
  public var fourth = 0.0
  /// E[φ′⁴].
  public var slopeFourth = 0.0
  /// E[φ²·φ′²].
  public var product = 0.0
  /// ∂ ln E[φ²] / ∂ ln q = ½·E[φ²·(z²/q − 1)] / E[φ²].
  public var squareGrowth = 0.0
  /// ∂ ln E[φ′²] / ∂ ln q = ½·E[φ′²·(z²/q − 1)] / E[φ′²].
  public var slopeGrowth = 0.0

  /// Beyond these, q is taken as the bound: z⁴ leaves the range of numbers soon.
  static let variances = 1e-72...1e72

  /// Beyond these, φ is its tangent at 0, or its shape at infinity.
  private static let integrated = 1e-24...1e24

  /// The moments of an activation at a variance q ≥ 0.
  public init(of activation: any Activation, variance: Double) {
    let q = Self.variances.clamp(variance)
    let near = Self.integrated.clamp(q)
    let integrated =
      ClosedForm.moments(of: activation, variance: q)
      ?? GaussianMoments(integrating: activation, variance: near)
    self = integrated.variance == q ? integrated : integrated.scaled(to: q)
  }

  /// The moments at another variance, where each is a power of q: E[φ²] ∝ q^growth, and E[φ′²] as well.
  private func scaled(to q: Double) -> GaussianMoments {
    let ratio = q / variance
    let squares = Double.pow(ratio, squareGrowth)
    let slopes = Double.pow(ratio, slopeGrowth)
    var scaled = GaussianMoments(variance: q)
    scaled.mean = mean * squares.squareRoot()
    scaled.square = square * squares
    scaled.slopeSquare = slopeSquare * slopes
    scaled.fourth = fourth * squares * squares
    // Where φ′ lives near 0 only, all its powers fall alike; elsewhere they are constant.
    scaled.slopeFourth = slopeFourth * slopes
    scaled.product = product * squares * slopes
    scaled.squareGrowth = squareGrowth
    scaled.slopeGrowth = slopeGrowth
    return scaled
  }

  /// Moments to be filled in.
  init(variance: Double) { self.variance = variance }

  /// The moments by quadrature, whatever φ is.
  init(integrating activation: any Activation, variance q: Double) {
    self.init(variance: q)
    let rule = GaussianQuadrature(variance: q, kinks: activation.kinks)
    let scale = q.squareRoot()
    let z = rule.nodes.map { scale * $0 }
    let (values, slopes) = Self.evaluate(activation, at: z)
    var growth = (square: 0.0, slope: 0.0)
    for i in z.indices {
      let (weight, x) = (rule.weights[i], rule.nodes[i])
      let square = values[i] * values[i]
      let slopeSquare = slopes[i] * slopes[i]
      mean += weight * values[i]
      self.square += weight * square
      self.slopeSquare += weight * slopeSquare
      fourth += weight * square * square
      slopeFourth += weight * slopeSquare * slopeSquare
      product += weight * square * slopeSquare
      growth.square += weight * square * (x * x - 1)
      growth.slope += weight * slopeSquare * (x * x - 1)
    }
    squareGrowth = square > 0 ? growth.square / (2 * square) : 0
    slopeGrowth = slopeSquare > 0 ? growth.slope / (2 * slopeSquare) : 0
  }

  /// φ(z) and φ′(z).
  private static func evaluate(
    _ activation: any Activation, at z: [Double]
  ) -> (values: [Double], slopes: [Double]) {
    var values = z
    var slopes = z
    let ones = [Double](repeating: 1, count: z.count)
    activation.apply(z, into: &values, count: z.count)
    _ = activation.backpropagate(
      ones, z: z, a: values, into: &slopes, count: z.count, measuring: false)
    return (values, slopes)
  }

  /// Var φ = E[φ²] − E[φ]².
  public var spread: Double { spread(masked: 1) }

  /// Var m·φ = k·E[φ²] − E[φ]² with a mask of mean 1 and mean square k.
  func spread(masked k: Double) -> Double { max(k * square - mean * mean, 0) }
}

extension ClosedRange<Double> {
  /// The number of the range that is nearest to a value; its lower bound for NaN.
  func clamp(_ value: Double) -> Double {
    value > lowerBound ? Swift.min(value, upperBound) : lowerBound
  }
}
