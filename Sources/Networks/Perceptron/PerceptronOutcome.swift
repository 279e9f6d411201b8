import Tensors

/// What became of a perceptron's learning.
public struct PerceptronOutcome<Scalar: RealScalar>: Sendable, Equatable, CustomStringConvertible {
  /// Passes through the examples; where it converged, the last of them is the one without a mistake
  /// if there was still room for it.
  public private(set) var epochs = 0
  /// Mistakes made on the way, one update for each.
  public private(set) var mistakes = 0
  /// Examples that the last weights get wrong, counted with the weights held still.
  public private(set) var wrong: Int
  /// The smallest such count at the start or at the end of any epoch.
  public private(set) var fewestWrong: Int
  /// The first weights that had it.
  public private(set) var bestWeights: [Scalar]
  /// The bias that goes with them.
  public private(set) var bestBias: Scalar

  /// The outcome before the first epoch.
  init(wrong: Int, bestWeights: [Scalar], bestBias: Scalar) {
    self.wrong = wrong
    fewestWrong = wrong
    self.bestWeights = bestWeights
    self.bestBias = bestBias
  }

  /// Whether the last weights get every example right. A pass without a mistake, as learning or as
  /// the count after the last epoch, is the only proof that is taken.
  public var converged: Bool { wrong == 0 }

  /// `converged after 4 epochs` or `not converged after 100 epochs: 2 examples wrong, 1 at best`.
  public var description: String {
    let passes = epochs == 1 ? "1 epoch" : "\(epochs) epochs"
    if converged { return "converged after \(passes)" }
    let examples = wrong == 1 ? "1 example" : "\(wrong) examples"
    return "not converged after \(passes): \(examples) wrong, \(fewestWrong) at best"
  }

  mutating func endEpoch(mistakes count: Int, wrong now: Int, of perceptron: Perceptron<Scalar>) {
    epochs += 1
    mistakes += count
    wrong = now
    if now < fewestWrong {
      fewestWrong = now
      bestWeights = perceptron.weights
      bestBias = perceptron.bias
    }
  }
}
