import Tensors

/// What the last layer's outputs cost, and how they should move: a scalar loss for each example and
/// δ = ∂(loss of the example)/∂(output).
///
/// Every loss works on the raw outputs of the network (logits), so that no output can overflow it.
/// Adding one: a file with a type that conforms, and one line in `LossCatalog`.
public protocol Loss: Sendable {
  /// The name on the command line and in records.
  static var name: String { get }

  /// The loss for a prediction of this kind; nil where it does not serve it.
  init?(predicting prediction: Prediction)

  /// What it is for.
  var prediction: Prediction { get }

  /// Output units that the network needs.
  var outputCount: Int { get }

  /// Evaluates outputs, [batch, outputCount]; writes per-example δ where it is asked for.
  ///
  /// A row with a NaN is never counted as correct. A label that is no class makes its example's
  /// loss and δ NaN.
  func evaluate<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, against targets: Targets<Scalar>, delta: Matrix<Scalar>?
  ) -> LossOutcome

  /// The mean loss of the best answer that ignores the input.
  func lossOfGuessing(_ targets: Targets<Double>) -> Double
}
