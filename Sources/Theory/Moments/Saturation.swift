import Networks
import RealModule

extension Activation {
  /// P(z is where |φ′(z)| < 5 % of its maximum), z ~ N(0, q); 0 where φ does not saturate.
  public func saturatedShare(variance q: Double) -> Double {
    guard let range = saturation, q > 0 else { return 0 }
    let scale = (2 * q).squareRoot()
    func above(_ z: Double) -> Double { Double.erfc(z / scale) / 2 }
    return above(range.upperBound) + above(-range.lowerBound)
  }
}
