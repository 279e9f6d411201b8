import Exchange
import Files
import Foundation
import Instruments
import Networks
import RecordStore
import Records
import Reports
import Texts

/// A run that a command names: one of the store, a run log, or what another tool logged.
struct RunSource {
  /// What was recorded.
  var record: RunRecord
  /// Its number and status in the store; nil for a run log.
  var stored: StoredRun?
  /// When it began, where that is known.
  var startedAt: Date?

  /// Whether its process is still training it.
  var isRunning: Bool { stored?.status == .running }

  /// Finds a run by its number, its name, `last`, or the path of a log or of another tool's.
  ///
  /// - Throws: `StoreError` where the store cannot be read or has no such run; `RunLogError` for a file.
  static func find(
    _ text: String, in place: StoreOptions, columns: ColumnOptions = ColumnOptions()
  ) throws -> RunSource {
    if isPath(text) {
      let log = try LoggedFile.read(text, columns: columns.choice, activation: activation)
      return RunSource(record: log.record, startedAt: log.startedAt)
    }
    let store = try place.open()
    let found = try store.resolve(text)
    return RunSource(
      record: try store.record(found.id), stored: found, startedAt: found.startedAt)
  }

  /// Whether a text means a file: it ends as logs do, or names a folder. Runs of the store may have any
  /// other name.
  static func isPath(_ text: String) -> Bool {
    let plain = text.hasSuffix(".gz") ? String(text.dropLast(3)) : text
    return text.contains("/") || text.contains(".tfevents.")
      || [".jsonl", ".ndjson", ".json", ".csv", ".tsv"].contains { plain.hasSuffix($0) }
  }

  /// The facts about an activation by the name that a log has for it: those of this program's catalogue.
  static func activation(_ name: String) -> ActivationFacts? {
    let plain = name.lowercased().replacing("_", with: "-")
    let names = [
      "leakyrelu": "leaky-relu", "hardtanh": "hard-tanh", "swish": "silu", "linear": "identity",
      "exp": "exponential", "celu": "elu",
    ]
    return ActivationCatalog.named(names[plain] ?? plain).map { ActivationFacts($0) }
  }
}

extension FileUses {
  /// The files that runs are read from.
  mutating func add(runs: [String]) {
    for run in runs where RunSource.isPath(run) { reads(run, as: "the run log") }
  }
}
