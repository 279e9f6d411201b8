import Tensors

/// LSUV: orthogonal weights, then W_ℓ ← W_ℓ / √Var(u_ℓ) on real examples, layer by layer, with
/// u_ℓ = a_{ℓ−1}·W_ℓ + b_ℓ.
///
/// It measures what theory predicts, so it holds for any activation and any data. Where biases are
/// drawn too, W is scaled until |Var(u_ℓ) − 1| < 0.01, in up to ten rounds, as a bias does not scale
/// with W; biases whose own variance is near 1 or more leave no room for it, and only x·W is brought
/// to variance 1. A layer whose variance is 0 or not finite is left as it is: no factor mends it.
///
/// Source: D. Mishkin, J. Matas, "All you need is a good init", ICLR 2016.
public struct LayerSequentialUnitVariance: Initializer {
  /// `lsuv`.
  static let forms = [InitializerForm("lsuv") { LayerSequentialUnitVariance() }]

  /// The initializer has no parameter.
  public init() {}

  public var name: String { "lsuv" }

  /// That of the orthogonal start; the variance in the end depends on the data.
  public func variance(fanIn: Int, fanOut: Int) -> Double {
    Orthogonal(gain: 1).variance(fanIn: fanIn, fanOut: fanOut)
  }

  public func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator
  ) {
    Orthogonal(gain: 1).fill(weights, using: &generator)
  }

  public var looksAtData: Bool { true }

  public func adjust<Scalar: RealScalar>(_ layer: Dense<Scalar>, reading x: Matrix<Scalar>) {
    let sums = Matrix<Scalar>(rows: x.rows, columns: layer.fanOut)
    sums.setProduct(x, times: layer.weights)
    guard scale(layer, by: TensorSummary(sums).standardDeviation) else { return }
    let biasDeviation = TensorSummary(layer.bias).standardDeviation
    guard biasDeviation * biasDeviation < 0.9 else { return }
    for _ in 0..<10 {
      layer.forward(x, into: sums, scale: 1, shortcut: nil)
      let deviation = TensorSummary(sums).standardDeviation
      guard abs(deviation * deviation - 1) > 0.01, scale(layer, by: deviation) else { return }
    }
  }

  /// W ← W / deviation; false where that is no factor.
  private func scale<Scalar: RealScalar>(_ layer: Dense<Scalar>, by deviation: Double) -> Bool {
    let factor = Scalar(1 / deviation)
    guard deviation.isFinite, deviation > 0, factor.isFinite else { return false }
    for i in 0..<layer.weights.count { layer.weights.elements[i] *= factor }
    return true
  }
}
