import FileAccess
import TrainingRecords

/// What a record must fulfil to be stored: its rows have keys, so that nothing may be there twice.
enum RecordCheck {
  /// - Throws: `.badInput` where layers are not numbered from 1, steps do not grow, or the two maps
  ///   of a layer's units differ in size.
  static func check(_ record: RunRecord) throws(StoreError) {
    func expect(_ condition: Bool, _ expected: String, got: @autoclosure () -> String)
      throws(StoreError)
    {
      guard !condition else { return }
      throw StoreError(
        .badInput,
        "run \(record.name.inQuotes): expected \(expected), got \(got()); correct the record")
    }
    try expect(
      record.layers.map(\.index) == Array(1..<record.layers.count + 1),
      "layers numbered from 1", got: "\(record.layers.map(\.index))")
    try expect(
      record.history.layerCount > 0 || record.history.count == 0,
      "time points with layers", got: "none")
    let lists = [
      ("curves", record.curves.steps), ("time points", record.history.steps),
      ("samples", record.samples.samples.map(\.step)), ("probes", record.probes.map(\.step)),
    ]
    let eventLists = record.events.map { ("an event", $0.steps.map(\.step)) }
    for (name, steps) in lists + eventLists {
      let fall = zip(steps, steps.dropFirst()).first { $0 >= $1 }
      try expect(
        fall == nil, "\(name) with growing steps", got: "\(fall?.1 ?? 0) after \(fall?.0 ?? 0)")
    }
    for probe in record.probes {
      for (silent, stuck) in zip(probe.silentMaps ?? [], probe.stuckMaps ?? []) {
        try expect(
          silent.unitCount == stuck.unitCount, "maps of \(silent.unitCount) units",
          got: "\(stuck.unitCount) at step \(probe.step)")
      }
    }
  }
}
