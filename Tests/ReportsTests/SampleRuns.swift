import Diagnosis
import Foundation
import Records

@testable import Reports

/// A lineup of eight small records whose profiles look like those of real networks.
enum SampleRuns {
  static let lineup: [(name: String, activation: String, initializer: String, factor: Double)] = [
    ("sigmoid-naive", "sigmoid", "normal:0.01", 0.02),
    ("sigmoid-xavier", "sigmoid", "xavier-normal", 0.24),
    ("tanh-naive", "tanh", "normal:0.01", 0.08),
    ("tanh-xavier", "tanh", "xavier-normal", 0.95),
    ("relu-naive", "relu", "normal:0.01", 0.057),
    ("relu-he", "relu", "he-normal", 1.0),
    ("residual-naive", "relu", "normal:0.01", 1.0),
    ("residual-he", "relu", "he-normal", 1.01),
  ]

  /// Judged runs of a depth, with exact zeros where float32 would have underflowed.
  static func runs(depth: Int, steps: Int = 120, status: RunStatus = .completed) -> [JudgedRun] {
    lineup.map { name, activation, initializer, factor in
      let learns = factor > 0.5
      var record = ExampleRecord.make(
        depth: depth, steps: steps, activation: activation, deltaFactor: factor,
        finalLoss: learns ? 0.05 : 2.302, status: status,
        edit: { _, layer, statistics in
          if statistics.deltaRMS < 1.4e-45 { statistics.deltaRMS = 0 }
          let spread = pow(min(factor, 1), Double(layer))
          statistics.activationStd = spread < 1.4e-45 ? 0 : spread
          statistics.weightNorm *= initializer == "normal:0.01" ? 0.08 : 1
        }, silent: activation == "relu" ? { learns || $0 < 80 ? 9 : 64 } : nil)
      record.name = name
      record.facts.initializer = InitializerFacts(
        name: initializer, isMatching: initializer != "normal:0.01")
      if name.hasPrefix("residual") {
        for place in record.chains[0].places.dropFirst() { record.places[place].bypass = 1 }
      }
      record.facts.data = DatasetSummary(name: "digits", examples: 1797, features: 64, classes: 10)
      record.facts.seed = 1
      record.plan = .object([
        "depth": .integer(Int64(depth)), "init": .string(initializer), "seed": .unsigned(1),
      ])
      return JudgedRun(record)
    }
  }
}
