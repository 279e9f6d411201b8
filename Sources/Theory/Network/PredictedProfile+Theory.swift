import Networks
import RealModule
import Records
import Tensors

extension PredictedProfile {
  /// What theory expects of a network on a batch, with the band of finite width, hidden layer by hidden
  /// layer; nil where not even a guide can be drawn: `TheoryLimits.reasonForNothing` says why.
  ///
  /// To `limits` come those that the numbers themselves tell.
  ///
  /// - Parameter range: the sizes that the network's numbers can have.
  public init?(
    _ theory: NetworkTheory, batch: Int, limits: [String],
    range: ClosedRange<Double> = TheoryLimits.range(of: Double.self)
  ) {
    let depth = theory.design.depth
    guard !theory.design.layers.contains(where: \.hasOneWeight), theory.hasNumbers else {
      return nil
    }
    let spread = FiniteWidth(theory, batch: batch)
    func band(_ square: Double, _ spread: FiniteWidth.Spread) -> Band {
      Band(
        lower: (square * Double.exp(spread.lower)).squareRoot(),
        expected: square.squareRoot(),
        upper: (square * Double.exp(spread.upper)).squareRoot())
    }
    let layers = (0..<depth).map { index in
      Layer(
        activationRMS: band(theory.activationSquares[index], spread.activations[index]),
        deltaRMS: band(theory.deltaSquares[index], spread.deltas[index]))
    }
    let bands = layers.flatMap { [$0.activationRMS, $0.deltaRMS] }
    guard bands.allSatisfy({ !$0.lower.isNaN && !$0.upper.isNaN }) else { return nil }
    self.init(
      layers: layers, limits: limits + TheoryLimits.reasons(of: layers, theory, range: range))
  }
}

extension NetworkTheory {
  /// Whether Doubles hold every signal and weight, and none is 0.
  var hasNumbers: Bool {
    let signals =
      activationSquares.prefix(design.depth) + deltaSquares.prefix(design.depth) + variances
    return signals.allSatisfy { $0 > 0 && $0.isFinite }
      && zip(weightVariances, design.layers).allSatisfy { variance, layer in
        variance.isFinite && (variance > 0 || layer.isBlock)
      }
  }
}
