import Foundation
import Networks
import Tensors

/// One loss on one output activation, computed outside of the project; `Oracle/make_loss_oracle.py`
/// says how.
struct LossOracle: Decodable, Sendable, CustomStringConvertible {
  let loss: String
  let output: String
  let kind: String
  let number: Int
  /// Numbers that Float and Double both represent, [examples, outputs].
  let outputs: [[Double]]
  let labels: [Int]?
  let values: [[Double]]?
  let predictions: [[Double]]
  /// The loss of each example.
  let losses: [Double]
  let deltas: [[Double]]
  let correct: Int?
  /// The loss of the best constant prediction.
  let guessing: Double

  var description: String { "\(loss), \(output), \(number) \(kind), \(outputs[0].count) outputs" }

  /// What is predicted.
  var prediction: Prediction {
    switch kind {
    case "classes": .classes(number)
    case "values": .values(number)
    default: .flags(number)
    }
  }

  /// The loss of the case.
  func make() throws -> any Loss {
    try LossCatalog.loss(
      named: loss, predicting: prediction, output: OutputActivation(rawValue: output),
      outputs: outputs[0].count)
  }

  /// The right answers of these examples.
  func targets<Scalar: RealScalar>(_ rows: Range<Int>, in type: Scalar.Type) -> Targets<Scalar> {
    if let labels { return Targets(labels: Array(labels[rows])) }
    return Targets(values: Matrix((values ?? [])[rows].map { $0.map { Scalar($0) } }))
  }

  /// All cases, from the file beside the tests.
  static func load() throws -> [LossOracle] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Oracle/losses.json")
    return try JSONDecoder().decode([LossOracle].self, from: Data(contentsOf: file))
  }
}
