import Foundation
import Networks
import Testing

/// Numbers computed outside of the project; `Oracle/mean_field.py` says how.
struct MeanFieldOracle: Decodable {
  struct Moments: Decodable, Sendable, CustomStringConvertible {
    let activation: String
    let variance, mean, square, slopeSquare, fourth, slopeFourth, product: Double
    var description: String { "\(activation) at q = \(variance)" }
  }
  struct FixedPoint: Decodable, Sendable, CustomStringConvertible {
    let activation: String
    let weightVariance, biasVariance, fixedPoint, chi: Double
    var description: String { "\(activation), σw² = \(weightVariance), σb² = \(biasVariance)" }
  }
  let moments: [Moments]
  let fixedPoints: [FixedPoint]

  static let all: MeanFieldOracle = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracle/mean-field.json")
    guard let data = try? Data(contentsOf: file),
      let oracle = try? JSONDecoder().decode(MeanFieldOracle.self, from: data)
    else { return MeanFieldOracle(moments: [], fixedPoints: []) }
    return oracle
  }()

  private init(moments: [Moments], fixedPoints: [FixedPoint]) {
    self.moments = moments
    self.fixedPoints = fixedPoints
  }
}

/// The activation of that name.
func activation(_ name: String) throws -> any Activation {
  try #require(ActivationCatalog.named(name))
}
