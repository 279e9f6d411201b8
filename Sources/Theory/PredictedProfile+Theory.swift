import Networks
import RealModule
import Records
import Tensors

extension PredictedProfile {
  /// What theory expects of a network on a batch, with the band of finite width; nil where not even a
  /// guide can be drawn: weights that are all alike, or signals that no Double holds.
  ///
  /// To `limits` come those that the numbers themselves tell.
  ///
  /// - Parameter range: the sizes that the network's numbers can have.
  public init?(
    _ theory: NetworkTheory, batch: Int, limits: [String],
    range: ClosedRange<Double> = TheoryLimits.range(of: Double.self)
  ) {
    let depth = theory.design.depth
    let squares =
      theory.activationSquares.prefix(depth) + theory.deltaSquares.prefix(depth)
      + theory.variances
    guard (theory.weightVariances + squares).allSatisfy({ $0 > 0 && $0.isFinite }) else {
      return nil
    }
    let spread = FiniteWidth(theory, batch: batch)
    func band(_ square: Double, _ spread: FiniteWidth.Spread) -> Band {
      Band(
        lower: (square * Double.exp(spread.lower)).squareRoot(),
        expected: square.squareRoot(),
        upper: (square * Double.exp(spread.upper)).squareRoot())
    }
    let hidden = (0..<depth).map { index in
      Layer(
        activationRMS: band(theory.activationSquares[index], spread.activations[index]),
        deltaRMS: band(theory.deltaSquares[index], spread.deltas[index]))
    }
    self.init(
      layers: hidden, limits: limits + TheoryLimits.reasons(of: hidden, theory, range: range))
  }
}
