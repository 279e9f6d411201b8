import Records
import Synchronization

/// The yardsticks of runs on the same data, each trained once: a loss has its own.
final class ReferenceCache: Sendable {
  private let known = Mutex<[String: Reference?]>([:])

  /// The yardstick of a run; whoever asks while another trains it waits for that one.
  func reference(of run: TrainingPlan, on data: PreparedData) -> Reference? {
    known.withLock { known in
      if let found = known[run.loss] { return found }
      let made = ReferenceNetwork.reference(of: run, on: data)
      known[run.loss] = made
      return made
    }
  }
}
