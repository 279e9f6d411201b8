import LinearAlgebra

/// Backpropagation against central differences: (L(θ + h) − L(θ − h)) / 2h, in Double.
///
/// The relative error of a tensor is ‖backprop − difference‖ / max(‖backprop‖, ‖difference‖),
/// the norm over the entries that were compared. h = 1e-5 balances the h² of the formula against
/// the rounding ε/h: about 1e-10 relative in each.
public enum GradientCheck {
  /// How far one parameter tensor's gradient is from its differences.
  public struct Result: Sendable {
    /// The layer, from 1.
    public let layer: Int
    /// Whether this is the bias; else the weights.
    public let isBias: Bool
    /// Relative error, 0 where both are 0.
    public let relativeError: Double
    /// Entries compared.
    public let count: Int
  }

  /// Checks every parameter tensor of a network on one batch, at up to `entries` places in each.
  ///
  /// A place whose perturbation moves some z across a kink of φ (the sign of a z changes between
  /// θ − h and θ + h) has no derivative to compare with and is skipped where φ has a kink.
  public static func run(
    _ network: Network<Double>, on workspace: Workspace<Double>, entries: Int = 64,
    step h: Double = 1e-5
  ) -> [Result] {
    func lossAndSigns() -> (loss: Double, signs: [Bool]) {
      network.forward(workspace)
      let loss = SoftmaxCrossEntropy().evaluate(
        workspace.logits, labels: workspace.labels, delta: nil)
      let signs = workspace.preactivations.dropLast().flatMap { z in
        (0..<z.count).map { z.elements[$0] > 0 }
      }
      return (loss.loss, signs)
    }
    network.forward(workspace)
    _ = SoftmaxCrossEntropy().evaluate(
      workspace.logits, labels: workspace.labels,
      delta: workspace.deltas[workspace.deltas.count - 1])
    network.backward(workspace)
    var results: [Result] = []
    for (index, layer) in network.layers.enumerated() {
      for isBias in [false, true] {
        let values = isBias ? layer.bias : layer.weights
        let gradient = isBias ? layer.biasGradient : layer.weightGradient
        var difference = 0.0
        var analytic = 0.0
        var numeric = 0.0
        var compared = 0
        let stride = max(values.count / max(entries, 1), 1)
        for i in Swift.stride(from: 0, to: values.count, by: stride) {
          let original = values.elements[i]
          values.elements[i] = original + h
          let above = lossAndSigns()
          values.elements[i] = original - h
          let below = lossAndSigns()
          values.elements[i] = original
          if network.activation.canGoSilent, above.signs != below.signs { continue }
          let slope = (above.loss - below.loss) / (2 * h)
          let exact = gradient.elements[i]
          difference += (slope - exact) * (slope - exact)
          analytic += exact * exact
          numeric += slope * slope
          compared += 1
        }
        let scale = max(analytic, numeric)
        results.append(
          Result(
            layer: index + 1, isBias: isBias,
            relativeError: scale == 0 ? 0 : (difference / scale).squareRoot(), count: compared))
      }
    }
    return results
  }
}
