import Diagnosis
import Foundation
import Records

@testable import Reports

/// Runs whose record has what the network answers all over its features.
enum MappedRuns {
  /// A network of one or two features that answers by a rule over them at each step.
  static func run(
    _ name: String = "net", features: Int = 2, classes: [String] = ["left", "right"],
    steps: [Int] = [0, 50, 100], status: RunStatus = .completed,
    answer: (_ step: Int, _ x: Double) -> Double
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: 2, steps: 100, status: status)
    record.name = name
    record.facts.data = DatasetSummary(
      name: "some/plane.csv", examples: 60, features: features, classes: classes.count)
    let axes = (0..<features).map {
      OutputMap.Axis(name: "x\($0 + 1)", lower: -1, upper: 1, count: 20)
    }
    // x < 0 is the first class; the value to predict is x.
    let examples = (0..<60).map { index -> OutputMap.Example in
      let x = -0.95 + 1.9 * Double(index) / 59
      return OutputMap.Example(
        features: [x, 0.8 * sin(Double(index))].prefix(features).map { $0 },
        answer: classes.isEmpty ? x : x < 0 ? 0 : 1, isHeldOut: index % 5 == 0)
    }
    var map = OutputMap(axes: axes, target: "side", classes: classes, examples: examples)
    map.grids = steps.map { step in
      let answers = (0..<map.cellCount).map { answer(step, axes[0].center($0 % 20)) }
      guard !classes.isEmpty else { return OutputGrid(step: step, values: answers.map(Float.init)) }
      return OutputGrid(
        step: step, values: answers.map { $0.isNaN ? .nan : 0.8 },
        winners: answers.map { $0.isNaN ? OutputGrid.noClass : UInt8($0) })
    }
    record.outputs = map
    return JudgedRun(record)
  }
}
