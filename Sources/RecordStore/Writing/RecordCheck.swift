import Files
import Records
import Texts

/// What a record must fulfil to be stored, and what is stored must fulfil to be a record: its rows
/// have keys, so that nothing may be there twice, and its parts fit together.
enum RecordCheck {
  /// What is wrong with a record.
  struct Problem {
    var expected: String
    var got: String
  }

  /// - Throws: `.badInput` where a record has a problem.
  static func check(_ record: RunRecord) throws(StoreError) {
    guard let problem = problem(in: record) else { return }
    throw StoreError(
      .badInput,
      "run \(record.name.inQuotes): expected \(problem.expected), got \(problem.got); correct the "
        + "record")
  }

  /// Places that are not those of the time points, chains and events of places that there are not,
  /// points whose steps do not grow, maps of a layer's units that differ in size; nil where all is well.
  static func problem(in record: RunRecord) -> Problem? {
    let places = record.places.indices
    guard record.history.placeCount == places.count else {
      return Problem(
        expected: "time points of \(places.count) places", got: "\(record.history.placeCount)")
    }
    for chain in record.chains {
      guard let stray = chain.places.first(where: { !places.contains($0) }) else { continue }
      return Problem(
        expected: "the chain \(chain.name.inQuotes) to have places from 0 to \(places.count - 1)",
        got: "\(stray)")
    }
    // Of a record without places, an event of the loss has place 0.
    if let event = record.events.first(where: { !(0..<max(places.count, 1)).contains($0.place) }) {
      return Problem(
        expected: "events at places from 0 to \(places.count - 1)", got: "\(event.place)")
    }
    return steps(of: record) ?? maps(of: record) ?? outputs(of: record)
  }

  private static func outputs(of record: RunRecord) -> Problem? {
    guard let map = record.outputs else { return nil }
    let cells = map.cellCount
    let stray = map.grids.first { grid in
      grid.values.count != cells || grid.winners.count != (map.classes.isEmpty ? 0 : cells)
    }
    return stray.map {
      Problem(
        expected: "answers in \(cells) cells", got: "\($0.values.count) at step \($0.step)")
    }
  }

  private static func steps(of record: RunRecord) -> Problem? {
    let (curves, history) = (record.curves, record.history)
    let samples = record.samples.samples
    let lists = [
      ("curves", curves.steps, curves.lastSteps, curves.counts),
      ("time points", history.steps, history.lastSteps, history.counts),
      ("samples", samples.map(\.step), samples.map(\.lastStep), samples.map(\.looks)),
    ]
    for (name, steps, lastSteps, counts) in lists {
      guard let fault = StepRanges.firstFault(in: steps, to: lastSteps, counts: counts) else {
        continue
      }
      return Problem(
        expected: "\(name) with growing steps",
        got: "\(counts[fault]) of the steps \(steps[fault]) to \(lastSteps[fault])"
          + (fault == 0 ? "" : " after \(lastSteps[fault - 1])"))
    }
    let looks =
      [
        ("probes", record.probes.map(\.step)),
        ("looks at outputs", record.outputs?.grids.map(\.step) ?? []),
      ]
      + record.events.map { ("an event", $0.steps.map(\.step)) }
    for (name, steps) in looks {
      if let fall = zip(steps, steps.dropFirst()).first(where: { $0 >= $1 }) {
        return Problem(expected: "\(name) with growing steps", got: "\(fall.1) after \(fall.0)")
      }
    }
    return nil
  }

  private static func maps(of record: RunRecord) -> Problem? {
    for probe in record.probes {
      for (silent, stuck) in zip(probe.silentMaps ?? [], probe.stuckMaps ?? [])
      where silent.unitCount != stuck.unitCount {
        return Problem(
          expected: "maps of \(silent.unitCount) units",
          got: "\(stuck.unitCount) at step \(probe.step)")
      }
    }
    return nil
  }
}
