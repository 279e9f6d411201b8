import LinearAlgebra

/// The single neuron: output = φ(w·x + b).
///
/// With a threshold in place of φ it divides space by a plane: it learns AND and OR, and no choice
/// of w and b computes XOR.
///
/// Sources: F. Rosenblatt, "The perceptron", Psychological Review, 1958; M. Minsky, S. Papert,
/// "Perceptrons", 1969.
public struct Perceptron<Scalar: RealScalar>: Sendable {
  /// w, one weight an input.
  public var weights: [Scalar]
  /// b.
  public var bias: Scalar

  /// A neuron with these weights.
  public init(weights: [Scalar], bias: Scalar) {
    self.weights = weights
    self.bias = bias
  }

  /// A neuron of zeros.
  public init(inputs: Int) {
    self.init(weights: [Scalar](repeating: 0, count: max(inputs, 0)), bias: 0)
  }

  /// How learning ended.
  public enum Outcome: Sendable, Equatable {
    /// An epoch passed without a mistake: the number of epochs before it, and of updates in all.
    case converged(epochs: Int, updates: Int)
    /// After all epochs the neuron still errs on `wrong` examples; it never erred on fewer than
    /// `fewestWrong`. A longer training need not help: the classes may not be separable by a plane.
    case notConverged(wrong: Int, fewestWrong: Int)
  }

  /// z = w·x + b.
  ///
  /// - Throws: `TrainingError` where x has another number of values than w.
  public func preactivation(_ x: [Scalar]) throws(TrainingError) -> Scalar {
    guard x.count == weights.count else {
      throw TrainingError(
        "perceptron: expected \(weights.count) inputs, got \(x.count); give it as many values")
    }
    return zip(weights, x).reduce(bias) { $0 + $1.0 * $1.1 }
  }

  /// φ(w·x + b).
  ///
  /// - Throws: `TrainingError` where x has another number of values than w.
  public func output(
    _ x: [Scalar], activation: any Activation
  ) throws(TrainingError) -> Scalar {
    var z = try preactivation(x)
    var a = z
    activation.apply(&z, into: &a, count: 1)
    return a
  }

  /// The class of x: 1 where w·x + b > 0, else 0.
  ///
  /// - Throws: `TrainingError` where x has another number of values than w.
  public func classify(_ x: [Scalar]) throws(TrainingError) -> Int {
    try preactivation(x) > 0 ? 1 : 0
  }

  /// Learns by Rosenblatt's rule, example by example: w ← w + η(y − ŷ)·x, b ← b + η(y − ŷ).
  ///
  /// If a plane separates the classes with margin γ, and ‖(x, 1)‖ ≤ R, there are at most (R/γ)²
  /// updates from zeros (A. Novikoff, 1962). If none does, the rule never stops making mistakes.
  ///
  /// - Parameters:
  ///   - examples: the inputs of each example.
  ///   - labels: 0 or 1 for each.
  ///   - learningRate: η > 0.
  ///   - epochs: passes over all examples, at most.
  /// - Throws: `TrainingError` where the examples and labels do not fit each other or the neuron.
  public mutating func learn(
    _ examples: [[Scalar]], labels: [Int], learningRate: Scalar = 1, epochs: Int = 1000
  ) throws(TrainingError) -> Outcome {
    guard !examples.isEmpty, labels.count == examples.count else {
      throw TrainingError(
        "perceptron: expected one label for each of \(examples.count) examples, at least 1, "
          + "got \(labels.count)")
    }
    if let label = labels.first(where: { $0 != 0 && $0 != 1 }) {
      throw TrainingError("perceptron: expected labels 0 and 1, got \(label)")
    }
    var updates = 0
    var fewestWrong = try mistakes(examples, labels)
    for epoch in 0..<max(epochs, 0) {
      let before = updates
      for (x, label) in zip(examples, labels) {
        let error = label - (try classify(x))
        guard error != 0 else { continue }
        updates += 1
        let step = learningRate * Scalar(error)
        for i in weights.indices { weights[i] += step * x[i] }
        bias += step
      }
      if updates == before { return .converged(epochs: epoch, updates: updates) }
      fewestWrong = min(fewestWrong, try mistakes(examples, labels))
    }
    return .notConverged(wrong: try mistakes(examples, labels), fewestWrong: fewestWrong)
  }

  /// On how many examples the neuron errs.
  private func mistakes(
    _ examples: [[Scalar]], _ labels: [Int]
  ) throws(TrainingError) -> Int {
    var wrong = 0
    for (x, label) in zip(examples, labels) where try classify(x) != label { wrong += 1 }
    return wrong
  }
}
