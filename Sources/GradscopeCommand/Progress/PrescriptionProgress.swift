import Diagnosis
import Experiments
import Records
import Synchronization
import Texts

/// Progress of a prescription on standard error: a line at the end of each run.
final class PrescriptionProgress: Sendable {
  private struct State {
    var planned = 0
    var ended = 0
  }

  private let quiet: Bool
  private let state = Mutex(State())

  init(quiet: Bool) { self.quiet = quiet }

  /// Takes note of an event, and says the end of a run.
  func show(_ event: Prescription.Event) {
    guard !quiet else { return }
    state.withLock { state in
      switch event {
      case .planned(let runs): state.planned += runs
      case .recorded: break
      case .ended(_, let run, let isWell):
        let record = run.record
        state.ended += 1
        let outcome =
          record.status == .interrupted
          ? "interrupted" : isWell ? "well" : "not well"
        StandardError.say(
          "[\(state.ended)/\(state.planned)] \(record.name), seed \(record.facts.seed ?? 0): "
            + "\(outcome), loss \(NumberText.short(record.evaluation.finalLoss, digits: 3)) after "
            + "\(record.timing.steps) steps")
      }
    }
  }
}
