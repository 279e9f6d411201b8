import Diagnosis
import Records

@testable import Reports

/// Runs with maps of silent and stuck units.
enum UnitRuns {
  /// A ReLU network of three looks. In each layer of `width` units the first is born silent, the second dies,
  /// the third revives, and the others work.
  static func relu(depth: Int = 3, width: Int = 8, name: String = "relu-naive") -> JudgedRun {
    var record = ExampleRecord.make(depth: depth, width: width, steps: 40, activation: "relu")
    record.name = name
    record.probeExamples = 256
    let looks: [(step: Int, silent: [Int])] = [(0, [0, 2]), (20, [0, 1]), (40, [0, 1])]
    record.probes = looks.map { step, silent in
      var map = UnitSet(unitCount: width)
      for unit in silent { map[unit] = true }
      var probe = ProbeCheckpoint(step: step, silentUnits: Array(repeating: 2, count: depth))
      probe.silentMaps = Array(repeating: map, count: depth)
      return probe
    }
    return JudgedRun(record)
  }

  /// A tanh network in which so many units of every layer are stuck at the end.
  static func tanh(stuck: Int, depth: Int = 3, name: String = "tanh-wide") -> JudgedRun {
    var record = ExampleRecord.make(depth: depth, width: 8, steps: 40, activation: "tanh")
    record.name = name
    record.probes = [0, 40].map { step in
      var map = UnitSet(unitCount: 8)
      if step > 0 { for unit in 0..<stuck { map[unit] = true } }
      var probe = ProbeCheckpoint(step: step, silentUnits: Array(repeating: nil, count: depth))
      probe.stuckMaps = Array(repeating: map, count: depth)
      return probe
    }
    return JudgedRun(record)
  }
}
