import Networks
import Records
import Tensors

/// The singular values of J = ∂(outputs)/∂(inputs) of single examples: by which factors the whole
/// network stretches small changes of its input, direction by direction.
///
/// J: [outputs, features]; the outputs are those before a softmax or sigmoid. All σ near one size,
/// "dynamical isometry", is what makes a deep network trainable from the start; σ that spread over
/// many orders of magnitude with depth go with vanishing or exploding gradients.
///
/// An example is put into every row of a batch of as many rows as there are outputs, with the
/// identity for δ of the outputs: row k of the backward pass is then ∂(output k)/∂x.
///
/// Source: J. Pennington, S. Schoenholz, S. Ganguli, "Resurrecting the sigmoid in deep learning
/// through dynamical isometry", NeurIPS 2017.
public enum JacobianSpectrum {
  /// Its entry in the page of quantities.
  public static let description = QuantityDescription(
    name: "jacobianSingularValues",
    definition: "The singular values of ∂(outputs)/∂(inputs), [outputs, features], of each of "
      + "\(exampleLimit) examples, largest first; the outputs before a softmax or sigmoid "
      + "(J. Pennington et al., NeurIPS 2017).",
    tier: .deep, cadence: .probe,
    needs: "The first \(exampleLimit) examples of the probe set. None with batch norm, where an "
      + "example's outputs depend on the batch: it has no Jacobian of its own.",
    cost:
      "A forward and a backward pass of as many rows as outputs for each example, and memory for "
      + "them while it lasts: with 10 outputs and depth 10 one to two steps of a batch of 32, "
      + "0.6 ms at width 64, 4 ms at 256, 60 ms at 1024.")

  /// Jacobians are taken of so many examples.
  public static let exampleLimit = 4

  /// The singular values of the Jacobians at the first rows of `inputs`, [examples, features],
  /// largest first, one list an example; NaN where the Jacobian is not finite. nil with batch norm.
  ///
  /// The network's gradients are left as they are.
  public static func measure<Scalar: RealScalar>(
    _ network: Network<Scalar>, at inputs: Matrix<Scalar>
  ) -> [[Double]]? {
    guard !network.mixesExamples else { return nil }
    let outputs = network.outputCount
    let workspace = Workspace(network, capacity: outputs, tracingInputs: true)
    return (0..<min(inputs.rows, exampleLimit)).map { example in
      differentiate(network, at: inputs, example, in: workspace)
      return workspace.inputDelta.flatMap { SingularValues.of($0) }
        ?? [Double](repeating: .nan, count: min(outputs, network.inputCount))
    }
  }

  /// J ← ∂(outputs)/∂(inputs) at one row of `inputs`, as `inputDelta` of a workspace of as many rows as
  /// outputs.
  static func differentiate<Scalar: RealScalar>(
    _ network: Network<Scalar>, at inputs: Matrix<Scalar>, _ example: Int,
    in workspace: Workspace<Scalar>
  ) {
    let outputs = network.outputCount
    let x = inputs.elements + example * inputs.columns
    workspace.input.useRows(outputs)
    for row in 0..<outputs {
      (workspace.input.elements + row * inputs.columns).update(from: x, count: inputs.columns)
    }
    network.forward(workspace, mode: .probing)
    workspace.outputDelta.useRows(outputs)
    workspace.outputDelta.fill(0)
    for output in 0..<outputs { workspace.outputDelta[output, output] = 1 }
    network.backward(workspace, accumulatingGradients: false)
  }
}
