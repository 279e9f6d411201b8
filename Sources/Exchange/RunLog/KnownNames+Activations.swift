import Foundation
import Records

extension KnownNames {
  /// The facts about activations of other frameworks that this program does not compute, by the names that
  /// frameworks have for them; nil for one that is not known, such as PReLU, whose slope is learned, or a
  /// gated one of two projections (GLU, SwiGLU).
  static func activation(_ name: String) -> ActivationFacts? {
    switch plain(name) {
    case "relu6": relu6
    case "hardsigmoid": hardSigmoid
    case "hardswish", "hardsilu": hardSwish
    default: nil
    }
  }

  /// min(max(z, 0), 6): φ′ = 1 for 0 < z < 6, else 0. Of z ~ N(0, 1) E[φ′²] = P(0 < z < 6).
  private static let relu6 = ActivationFacts(
    name: "relu6", matchingInitializer: "he-normal", matchingGain: 2.0.squareRoot(),
    maximumDerivative: 1, attainableSlope: (inside(6) / 2).squareRoot(), saturates: true,
    canGoSilent: true)

  /// min(max(z + 3, 0), 6) / 6: φ′ = ⅙ for |z| < 3, else 0. Of z near 0 E[φ′²] = 1/36.
  private static let hardSigmoid = ActivationFacts(
    name: "hard-sigmoid", matchingInitializer: "xavier-normal", matchingGain: 1,
    maximumDerivative: 1.0 / 6, attainableSlope: 1.0 / 6, saturates: true, canGoSilent: false)

  /// z · min(max(z + 3, 0), 6) / 6: φ′ = (2z + 3) / 6 for |z| < 3, at most 3/2; 0 below, 1 above. With
  /// P = P(|z| < 3) and E[z²; |z| < 3] = P − 6·p(3), p the density of N(0, 1),
  /// E[φ′²] = (4·(P − 6·p(3)) + 9·P) / 36 + (1 − P) / 2, which is more than ¼, that of z near 0.
  private static let hardSwish: ActivationFacts = {
    let share = inside(3)
    let density = exp(-4.5) / (2 * Double.pi).squareRoot()
    let square = (4 * (share - 6 * density) + 9 * share) / 36 + (1 - share) / 2
    return ActivationFacts(
      name: "hard-swish", matchingInitializer: "he-normal", matchingGain: 2.0.squareRoot(),
      maximumDerivative: 1.5, attainableSlope: square.squareRoot(), saturates: false,
      canGoSilent: false)
  }()

  /// P(|z| < bound) of z ~ N(0, 1).
  private static func inside(_ bound: Double) -> Double { erf(bound / 2.0.squareRoot()) }
}
