import NeuralNetwork
import RealModule
import TrainingRecords

extension PredictedProfile {
  /// What theory expects of a network on a batch, with the band of finite width; nil where not even a
  /// guide can be drawn: weights that are all alike, or zero.
  public init?(_ theory: NetworkTheory, batch: Int, limits: [String]) {
    guard theory.weightVariances.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let spread = FiniteWidth(theory, batch: batch)
    func band(_ square: Double, _ spread: FiniteWidth.Spread) -> Band {
      Band(
        lower: (square * Double.exp(spread.lower)).squareRoot(),
        expected: square.squareRoot(),
        upper: (square * Double.exp(spread.upper)).squareRoot())
    }
    let hidden = (0..<theory.design.depth).map { index in
      Layer(
        activationRMS: band(theory.activationSquares[index], spread.activations[index]),
        deltaRMS: band(theory.deltaSquares[index], spread.deltas[index]))
    }
    self.init(layers: hidden, limits: limits)
  }
}
