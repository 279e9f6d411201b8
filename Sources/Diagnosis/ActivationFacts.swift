import Foundation

/// What a rule needs to know of an activation by its name: this module sees records, not networks.
struct ActivationFacts {
  /// The initializer made for it.
  let initializer: String
  /// √(fan · Var W) of that initializer.
  let matchedGain: Double
  /// Whether its derivative levels off for large |z|.
  let saturates: Bool
  /// Whether units can go silent.
  let canGoSilent: Bool
  /// Why its derivative loses gradient whatever the weights, where it does.
  let weakness: String?

  static func named(_ name: String) -> ActivationFacts {
    switch name {
    case "sigmoid":
      ActivationFacts(
        initializer: "xavier-normal", matchedGain: 1, saturates: true, canGoSilent: false,
        weakness: "the sigmoid's derivative is at most 0.25")
    case "tanh":
      ActivationFacts(
        initializer: "xavier-normal", matchedGain: 1, saturates: true, canGoSilent: false,
        weakness: nil)
    case "relu":
      ActivationFacts(
        initializer: "he-normal", matchedGain: 2.squareRoot(), saturates: false,
        canGoSilent: true, weakness: nil)
    default:
      ActivationFacts(
        initializer: "lecun-normal", matchedGain: 1, saturates: false, canGoSilent: false,
        weakness: nil)
    }
  }
}
