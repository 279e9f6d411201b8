import Foundation

/// One activation computed outside of the project; `Oracle/make_activation_oracle.py` says how.
struct ActivationOracle: Decodable, Sendable, CustomStringConvertible {
  let name: String
  /// Null where there is no bound.
  let maximumDerivative: Double?
  /// Lower and upper end; an end on a side that does not level off is null.
  let saturation: [Double?]?
  /// Numbers that Float and Double both represent.
  let z: [Double]
  /// φ(z), rounded once.
  let value: [Double]
  /// φ′(z), rounded once; from the left where φ has a corner.
  let slope: [Double]

  var description: String { name }

  /// All cases, from the file beside the tests.
  static func load() throws -> [ActivationOracle] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracle/activations.json")
    return try JSONDecoder().decode([ActivationOracle].self, from: Data(contentsOf: file))
  }
}
