import Networks
import Tensors

/// A network of two layers that is small enough to write down, in Double: z₁ = x·W₁ + b₁, a₁ = φ(z₁),
/// z₂ = a₁·W₂ + b₂, and a sigmoid on top.
final class HandNetwork {
  /// The library's own network with these numbers in it.
  let network: Network<Double>
  private let workspace: Workspace<Double>
  private let loss: BinaryCrossEntropy

  /// - Parameters:
  ///   - w1: [inputs, hidden]
  ///   - w2: [hidden, 1]
  init(
    w1: [[Double]], b1: [Double], w2: [[Double]], b2: [Double], activation: any Activation
  ) throws(LessonError) {
    guard let loss = BinaryCrossEntropy(predicting: .classes(2)) else {
      throw LessonError("lesson: expected a cross-entropy of two classes, got none")
    }
    self.loss = loss
    network = Network<Double>(widths: [w1.count, b1.count, b2.count], activation: activation)
    network.denseLayers[0].weights.copy(Matrix(w1))
    network.denseLayers[0].bias.copy(Matrix([b1]))
    network.denseLayers[1].weights.copy(Matrix(w2))
    network.denseLayers[1].bias.copy(Matrix([b2]))
    workspace = Workspace(network, capacity: 1)
  }

  /// One pass for one example, and back where a label says what is right: 0 or 1.
  ///
  /// - Returns: the binary cross-entropy −[y ln p + (1 − y) ln(1 − p)].
  @discardableResult
  func pass(_ x: [Double], label: Int) -> Double {
    workspace.load(Examples(features: Matrix([x]), labels: [label]), 0..<1)
    network.forward(workspace)
    let outcome = loss.evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace)
    return outcome.loss
  }

  /// The loss alone.
  func lossOnly(_ x: [Double], label: Int) -> Double {
    workspace.load(Examples(features: Matrix([x]), labels: [label]), 0..<1)
    network.forward(workspace)
    return loss.evaluate(workspace.outputs, against: workspace.targets, delta: nil).loss
  }

  /// The weighted sums of a layer, 0 or 1.
  func z(_ layer: Int) -> [Double] { workspace.places[layer].z.rowArrays[0] }
  /// What the hidden layer passes on.
  var hidden: [Double] { workspace.places[0].a.rowArrays[0] }
  /// σ of the output's sum.
  var answer: Double { Sigmoid().value(at: workspace.outputs[0, 0]) }
  /// ∂L/∂z of a layer.
  func delta(_ layer: Int) -> [Double] { workspace.places[layer].delta.rowArrays[0] }
  /// Every parameter tensor, W₁, b₁, W₂, b₂.
  var parameters: [Parameter<Double>] { network.parameters }

  /// (L(θ + h) − L(θ − h)) / 2h for every parameter, in the order of `parameters`, row by row.
  func differences(_ x: [Double], label: Int, step h: Double = 1e-5) -> [Double] {
    parameters.flatMap { parameter in
      (0..<parameter.values.count).map { index in
        let kept = parameter.values.elements[index]
        parameter.values.elements[index] = kept + h
        let above = lossOnly(x, label: label)
        parameter.values.elements[index] = kept - h
        let below = lossOnly(x, label: label)
        parameter.values.elements[index] = kept
        return (above - below) / (2 * h)
      }
    }
  }

  /// The gradients of the last pass, in the same order.
  var gradients: [Double] {
    parameters.flatMap { parameter in
      (0..<parameter.gradient.count).map { parameter.gradient.elements[$0] }
    }
  }

  /// The values, in the same order.
  var values: [Double] {
    parameters.flatMap { parameter in
      (0..<parameter.values.count).map { parameter.values.elements[$0] }
    }
  }

  /// θ ← θ − η·gradient of the last pass.
  func update(learningRate: Double) {
    let descent = StochasticGradientDescent()
    OptimizerState(descent, for: parameters).update(
      parameters, with: descent, learningRate: learningRate)
  }
}
