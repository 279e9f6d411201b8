import Records

/// How far a stored run has come.
public enum StoredStatus: String, Codable, Sendable, CaseIterable {
  /// Its process is alive and writing.
  case running
  /// All steps were made.
  case completed
  /// The loss was not finite; training stopped there.
  case diverged
  /// Somebody stopped it, or its process is gone; what was recorded until then is there.
  case interrupted

  /// The status of a run that has ended.
  init(_ status: RunStatus) {
    switch status {
    case .completed: self = .completed
    case .diverged: self = .diverged
    case .interrupted: self = .interrupted
    }
  }

  /// The status of the run's record; of one that has not ended, `interrupted`.
  var recordStatus: RunStatus {
    switch self {
    case .completed: .completed
    case .diverged: .diverged
    case .running, .interrupted: .interrupted
    }
  }
}
