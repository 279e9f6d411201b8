import Tensors

/// What training makes smaller: the mean over a batch, or the sum.
///
/// - `mean`: L = (1/B) Σ_i ℓ_i, ℓ_i the loss of example i, itself the mean over its K outputs where
///   the loss is such a mean.
/// - `sum`: L = Σ_i Σ_k c_ik, over examples and outputs, as PyTorch's reduction="sum": B·K times the
///   mean, K being 1 for categorical cross-entropy.
///
/// So the gradients of a sum are B·K times those of the mean, and so is what clipping looks at and a
/// plain step of descent: a learning rate that suits the one is B·K times too large for the other.
/// Optimizers that divide by the gradient's size hardly notice. What does not change is δ, which is
/// that of the example's own ℓ_i, and every loss that is reported, so that runs can be compared.
public enum Reduction: String, Sendable, CaseIterable {
  /// The mean over the batch.
  case mean
  /// The sum over the batch and the outputs.
  case sum

  /// ∂L/∂θ in units of the gradient of the batch mean: 1, or B·K.
  public func gradientFactor(batch: Int, loss: any Loss) -> Double {
    self == .mean ? 1 : Double(max(batch, 1) * max(loss.averagedOutputs, 1))
  }

  /// Multiplies gradients of a batch mean by a factor; 1 costs nothing.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func scale<Scalar: RealScalar>(_ parameters: [Parameter<Scalar>], by factor: Double) {
    guard factor != 1 else { return }
    let factor = Scalar(factor)
    for parameter in parameters {
      let g = parameter.gradient.elements
      for i in 0..<parameter.gradient.count { g[i] *= factor }
    }
  }
}
