import Networks
import Records
import Tensors

/// tr Σ / ‖ḡ‖² of a layer: how large the spread of the single examples' weight gradients g_i over the
/// batch is beside their mean ḡ.
///
/// tr Σ = (Σ‖g_i‖²/B − ‖ḡ‖²)·B/(B−1), the unbiased variance over the batch of B examples. No g_i is
/// ever computed: g_i = s·x_iᵀ·d_i is a product of a column and a row, so that
/// ‖g_i‖² = s²‖x_i‖²‖d_i‖², x being the layer's input, d the δ that reaches its weights and s the scale
/// of a residual branch.
///
/// ḡ itself has a noise of tr Σ / B in ‖ḡ‖², so that in a layer of many weights the ratio r
/// seldom exceeds B by much, however small the true gradient is: near B it only says "B or more".
/// r/(1 − r/B) has that taken out.
///
/// Source: S. McCandlish et al., "An empirical model of large-batch training", 2018, whose simple
/// noise scale it is.
public enum GradientNoise {
  /// Its entry in the page of quantities.
  public static let description = QuantityDescription(
    name: "gradientNoise",
    definition: "tr Σ / ‖ḡ‖², Σ the covariance over the batch of the single examples' weight "
      + "gradients of a layer, ḡ their mean: the batch size at which noise and signal are equally "
      + "large (S. McCandlish et al., 2018). Near the batch size B it says no more than B or more.",
    tier: .full, cadence: .sample,
    needs:
      "a and δ of the batch and ‖∂L/∂W‖ before any clipping. None for a batch of one, where the "
      + "gradient is 0, and with batch norm, where an example has no gradient of its own.",
    cost:
      "A walk over a and δ of the batch, and with layer norm a part of the backward pass anew: at "
      + "depth 10 and a batch of 32 0.05 ms at width 64, 0.25 ms at 1024.")

  /// The ratio of a place, after a backward pass.
  ///
  /// - Parameter gradientNorm: ‖ḡ‖ = ‖∂L/∂W‖_F of the layer in the batch-mean loss, as the backward
  ///   pass left it.
  /// - Returns: nil for a batch of one, where ‖ḡ‖ is 0, with batch norm, and where there are no weights
  ///   of a dense layer; NaN where something is not finite; 0 where rounding leaves less than nothing, as with identical examples.
  public static func measure<Scalar: RealScalar>(
    _ place: ObservedPlace<Scalar>, gradientNorm: Double
  ) -> Double? {
    let x = place.x
    let count = x.rows
    guard count > 1, gradientNorm != 0, !place.mixesExamples else { return nil }
    guard gradientNorm.isFinite else { return .nan }
    guard let (delta, scale) = place.weightDelta() else { return nil }
    var squares = 0.0
    for i in 0..<count {
      let norms = (
        InnerProduct.norm(x.elements + i * x.columns, count: x.columns),
        InnerProduct.norm(delta.elements + i * delta.columns, count: delta.columns)
      )
      // In units of ‖ḡ‖ before squaring: gradients of 1e-200 are no 0.
      let ratio = Double(scale) * norms.0 * (norms.1 / gradientNorm)
      squares += ratio * ratio
    }
    let b = Double(count)
    let noise = (squares / b - 1) * b / (b - 1)
    guard noise.isFinite else { return .nan }
    return noise < 0 ? 0 : noise
  }
}
