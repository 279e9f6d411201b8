import Tensors

/// A single neuron: output(x) = φ(w·x + b). w, x: [inputs]; b, output: a number.
///
/// With its output read as a yes (z > 0) or a no it draws one straight line through the data, and
/// learns where to draw it by Rosenblatt's rule. What no line parts, such as XOR, it cannot learn.
///
/// Source: F. Rosenblatt, "The perceptron: a probabilistic model for information storage and
/// organization in the brain", Psychological Review 65(6), 1958.
public struct Perceptron<Scalar: RealScalar>: Sendable {
  /// w, one number per input.
  public var weights: [Scalar]
  /// b.
  public var bias: Scalar
  /// φ. The learning rule looks at the sign of z and leaves it aside.
  public let activation: any Activation

  /// A neuron with these numbers.
  public init(weights: [Scalar], bias: Scalar, activation: any Activation = Sigmoid()) {
    self.weights = weights
    self.bias = bias
    self.activation = activation
  }

  /// A neuron of zeros. A negative number of inputs counts as 0.
  public init(inputs: Int, activation: any Activation = Sigmoid()) {
    self.init(
      weights: [Scalar](repeating: 0, count: max(inputs, 0)), bias: 0, activation: activation)
  }

  /// z = w·x + b, summed in the order of the inputs.
  ///
  /// - Throws: `PerceptronError.wrongInputCount` unless x has one number per weight.
  public func preactivation(_ inputs: [Scalar]) throws(PerceptronError) -> Scalar {
    guard inputs.count == weights.count else {
      throw .wrongInputCount(example: nil, expected: weights.count, got: inputs.count)
    }
    return sum(inputs)
  }

  /// φ(w·x + b).
  ///
  /// - Throws: `PerceptronError.wrongInputCount` unless x has one number per weight.
  public func output(_ inputs: [Scalar]) throws(PerceptronError) -> Scalar {
    var z = try preactivation(inputs)
    var a = Scalar(0)
    activation.apply(&z, into: &a, count: 1)
    return a
  }

  /// Learns labels 0 and 1: for every example in its order, w ← w + η(y − ŷ)x and b ← b + η(y − ŷ),
  /// where ŷ is 1 for z > 0 and else 0; until an epoch passes without a mistake, or `epochs` are
  /// over.
  ///
  /// Where a line parts the examples with a margin γ, and all of them (with a 1 for the bias) are at
  /// most R long, a start from zeros makes at most (R/γ)² mistakes, whatever η and the order are
  /// (A. B. J. Novikoff, "On convergence proofs on perceptrons", 1962). Where none does, the rule
  /// goes on for ever, and the outcome says so; the best weights on the way are kept in it, the
  /// pocket of S. I. Gallant, "Perceptron-based learning algorithms", IEEE TNN 1(2), 1990. The
  /// perceptron itself ends with the weights of the last update.
  ///
  /// - Parameters:
  ///   - inputs: [examples, inputs], finite.
  ///   - labels: 0 or 1 for every example.
  ///   - learningRate: η, finite and above 0.
  ///   - epochs: the most passes through the examples; 0 only counts what is wrong.
  /// - Throws: `PerceptronError` for the first shape or value that is not as said here; nothing has
  ///   been learned then.
  public mutating func learn(
    _ inputs: [[Scalar]], labels: [Int], learningRate: Scalar = 1, epochs: Int = 1000
  ) throws(PerceptronError) -> PerceptronOutcome<Scalar> {
    try check(inputs, labels: labels, learningRate: learningRate, epochs: epochs)
    var outcome = PerceptronOutcome(
      wrong: countWrong(inputs, labels), bestWeights: weights, bestBias: bias)
    while outcome.epochs < epochs {
      var mistakes = 0
      for (x, label) in zip(inputs, labels) {
        let z = sum(x)
        guard isWrong(z, label) else { continue }
        mistakes += 1
        let step = learningRate * (Scalar(label) - (z > 0 ? 1 : 0))
        for i in x.indices { weights[i] += step * x[i] }
        bias += step
      }
      outcome.endEpoch(mistakes: mistakes, wrong: countWrong(inputs, labels), of: self)
      if mistakes == 0 { break }
    }
    return outcome
  }

  private func sum(_ x: [Scalar]) -> Scalar {
    var z: Scalar = 0
    for i in x.indices { z += weights[i] * x[i] }
    return z + bias
  }

  /// A z that is NaN answers nothing, and is wrong for either label.
  private func isWrong(_ z: Scalar, _ label: Int) -> Bool {
    label == 1 ? !(z > 0) : !(z <= 0)
  }

  private func countWrong(_ inputs: [[Scalar]], _ labels: [Int]) -> Int {
    zip(inputs, labels).reduce(0) { $0 + (isWrong(sum($1.0), $1.1) ? 1 : 0) }
  }

  private func check(
    _ inputs: [[Scalar]], labels: [Int], learningRate: Scalar, epochs: Int
  ) throws(PerceptronError) {
    guard labels.count == inputs.count else {
      throw .wrongLabelCount(expected: inputs.count, got: labels.count)
    }
    for (index, x) in inputs.enumerated() {
      guard x.count == weights.count else {
        throw .wrongInputCount(example: index + 1, expected: weights.count, got: x.count)
      }
      guard x.allSatisfy(\.isFinite) else { throw .notFinite(example: index + 1) }
      guard labels[index] == 0 || labels[index] == 1 else {
        throw .wrongLabel(example: index + 1, got: labels[index])
      }
    }
    guard learningRate.isFinite, learningRate > 0 else {
      throw .wrongLearningRate(got: Double(learningRate))
    }
    guard epochs >= 0 else { throw .wrongEpochs(got: epochs) }
  }
}
