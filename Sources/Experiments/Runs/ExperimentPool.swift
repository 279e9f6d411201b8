import Foundation
import Records

/// Trains runs, as many at a time as the machine has cores.
struct ExperimentPool: Sendable {
  /// The runs, in the order in which they begin.
  let experiments: [Experiment]
  /// Whether a run that has not begun when somebody stops is left out, not looked at.
  var skipsWhenStopped = false

  /// Trains all of them; records come back in the order of `experiments`, nil for one left out.
  func run(
    stop: StopSignal, onEvent: @escaping @Sendable (Comparison.Event) -> Void
  ) async -> [RunRecord?] {
    let cores = max(ProcessInfo.processInfo.activeProcessorCount, 1)
    return await withTaskGroup(of: (Int, RunRecord?).self) { group in
      var next = 0
      func startOne() {
        guard next < experiments.count else { return }
        let index = next
        next += 1
        group.addTask {
          if skipsWhenStopped, stop.isRaised { return (index, nil) }
          let record = experiments[index].run(
            stop: stop,
            onStep: { step, loss in onEvent(.step(run: index, step: step, loss: loss)) },
            onBatch: { onEvent(.recorded(run: index, record: $0)) })
          onEvent(.ended(run: index, record: record))
          return (index, record)
        }
      }
      for _ in 0..<cores { startOne() }
      var records = [RunRecord?](repeating: nil, count: experiments.count)
      for await (index, record) in group {
        records[index] = record
        startOne()
      }
      return records
    }
  }
}
