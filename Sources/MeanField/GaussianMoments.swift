import NeuralNetwork

/// What a wide layer does on average: moments of φ(z) and φ′(z) for z ~ N(0, q).
///
/// Closed forms for identity, ReLU, leaky ReLU and SELU; quadrature for the others. A smooth φ at
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

  /// Beyond these, q is taken as the bound: φ is its tangent at 0, or its shape at infinity.
  static let variances = 1e-24...1e24

  /// The moments of an activation at a variance q ≥ 0.
  public init(of activation: any Activation, variance: Double) {
    let q = min(max(variance, Self.variances.lowerBound), Self.variances.upperBound)
    self =
      ClosedForm.moments(of: activation, variance: q)
      ?? GaussianMoments(integrating: activation, variance: q)
  }

  /// Moments to be filled in.
  init(variance: Double) { self.variance = variance }

  /// The moments by quadrature, whatever φ is.
  init(integrating activation: any Activation, variance q: Double) {
    self.init(variance: q)
    let rule = GaussianQuadrature(variance: q)
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
  public var spread: Double { max(square - mean * mean, 0) }
}
