import LinearAlgebra

/// LSUV: orthogonal weights, then W_ℓ ← W_ℓ / √Var(u_ℓ) on real examples, layer by layer, with
/// u_ℓ = a_{ℓ−1}·W_ℓ + b_ℓ.
///
/// It measures what theory predicts, so it holds for any activation and any data. Biases are kept:
/// because they do not scale with W, a layer is measured and scaled up to ten times, until
/// |Var(u_ℓ) − 1| < 0.01. A layer whose variance is 0 or not finite is left as it is: no factor
/// mends it.
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

  public func adjust<Scalar: RealScalar>(_ network: Network<Scalar>, to inputs: Matrix<Scalar>) {
    let workspace = Workspace(network, capacity: inputs.rows, valueCount: 0)
    workspace.input.copy(inputs)
    for (index, layer) in network.layers.enumerated() {
      let x = index == 0 ? workspace.input : workspace.activations[index - 1]
      let sums = Matrix<Scalar>(rows: inputs.rows, columns: layer.fanOut)
      for _ in 0..<10 {
        layer.forward(x, into: sums, scale: 1, shortcut: nil)
        let deviation = TensorSummary(sums).standardDeviation
        guard deviation.isFinite, deviation > 0, abs(deviation * deviation - 1) > 0.01 else {
          break
        }
        let factor = Scalar(1 / deviation)
        guard factor.isFinite else { break }
        for i in 0..<layer.weights.count { layer.weights.elements[i] *= factor }
      }
      network.forward(workspace, layer: index, mode: .probing)
    }
  }
}
