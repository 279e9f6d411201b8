import Networks
import RealModule
import Records

extension ActivationFacts {
  /// What a record says of this activation.
  public init(_ activation: any Activation) {
    let matching = InitializerCatalog.named(activation.matchingInitializer)
    // Any square layer serves: the initializers that match an activation scale with the width.
    let variance = matching?.variance(fanIn: 64, fanOut: 64) ?? 1.0 / 64
    self.init(
      name: activation.name, matchingInitializer: activation.matchingInitializer,
      matchingGain: (64 * variance).squareRoot(),
      maximumDerivative: activation.maximumDerivative,
      attainableSlope: max(
        Self.slope(of: activation, std: 0.01), Self.slope(of: activation, std: 1)),
      saturates: activation.saturation.map {
        $0.lowerBound > -.infinity && $0.upperBound < .infinity
      } ?? false, canGoSilent: activation.canGoSilent)
  }

  /// √E[φ′(z)²] for z ~ N(0, std²): a sum over 800 midpoints from −8 to 8 deviations, none of them
  /// at the kink of a ReLU.
  private static func slope(of activation: any Activation, std: Double) -> Double {
    let points = (0..<800).map { -8 + 0.02 * (Double($0) + 0.5) }
    var squares = 0.0
    var weights = 0.0
    for point in points {
      var (z, a, g, delta) = (std * point, 0.0, 1.0, 0.0)
      activation.apply(&z, into: &a, count: 1)
      let square = activation.backpropagate(
        &g, z: &z, a: &a, into: &delta, count: 1, measuring: true)
      let weight = Double.exp(-point * point / 2)
      squares += weight * square
      weights += weight
    }
    return (squares / weights).squareRoot()
  }
}
