import Diagnosis
import Records

/// What the ways to measure activations are called, in every picture the same.
enum ActivationWords {
  static let spread = "the spread of the activations"
  static let size = "the size of the activations"

  /// Such as `the difference between examples`, within a sentence.
  static func name(of quantity: Quantity) -> String {
    switch quantity {
    case .activationExampleStd: ExampleDifference.name
    case .activationStd: spread
    default: size
    }
  }

  /// Why not the difference between examples is shown: a sentence with a space before it; empty where it is, or
  /// where even less was measured.
  static func lack(_ quantity: Quantity, _ runs: [JudgedRun]) -> String {
    guard quantity == .activationStd else { return "" }
    return runs.count == 1
      ? " The deviation over examples alone was not recorded."
      : " Not every record has the deviation over examples alone."
  }
}
