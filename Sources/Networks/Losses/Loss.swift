import Tensors

/// What the last layer's outputs cost, and how they should move: a scalar loss for each example and
/// δ = ∂(loss of the example)/∂(output).
///
/// Every loss works on the raw outputs of the network (logits) and knows what becomes of them first,
/// so that a pair with a stable form, such as softmax with cross-entropy, is computed in that form.
///
/// Adding one: a file with a `PredictionLoss` and its `LossForm`, and one line in `LossCatalog`; the
/// output activations come with it. A type of its own is needed for a stable form only.
public protocol Loss: Sendable {
  /// The name on the command line and in records, with its number where that is not the default.
  var name: String { get }

  /// What it is for.
  var prediction: Prediction { get }

  /// What becomes of the raw outputs before they are compared with the targets.
  var output: OutputActivation { get }

  /// Output units that the network needs.
  var outputCount: Int { get }

  /// The number of outputs that the loss of an example is the mean over: 1 where it is a sum or has a
  /// single term.
  var averagedOutputs: Int { get }

  /// Evaluates outputs, [batch, outputCount]; writes per-example δ where it is asked for.
  ///
  /// A row with a NaN is never counted as correct. A label that is no class makes its example's
  /// loss and δ NaN. Targets of another kind make the loss NaN.
  func evaluate<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, against targets: Targets<Scalar>, delta: Matrix<Scalar>?
  ) -> LossOutcome

  /// The mean loss of the best prediction that ignores the input, one an output, whether or not
  /// the output activation can say it.
  func lossOfGuessing(_ targets: Targets<Double>) -> Double

  /// Which of the smooth pieces that the loss is made of each output is on; empty, the default, where
  /// the loss is smooth everywhere. Finite differences from piece to piece say nothing.
  func pieces(_ outputs: Matrix<Double>, against targets: Targets<Double>) -> [Int8]
}

extension Loss {
  public func pieces(_ outputs: Matrix<Double>, against targets: Targets<Double>) -> [Int8] { [] }
}
