import Foundation
import RecordStore
import Records

/// A stored run in a list, as JSON.
struct StoredRunDocument: Encodable {
  private let run: Int64
  private let name: String
  private let status: String
  private let verdict: String?
  private let started: String
  private let ended: String?
  private let version: String
  private let steps: Int
  private let finalLoss: Double?
  private let validationAccuracy: Double?
  private let configuration: JSONValue?

  /// A document of this run.
  init(_ run: StoredRun) {
    self.run = run.id
    name = run.name
    status = run.status.rawValue
    verdict = run.verdict
    started = Self.time(run.startedAt)
    ended = run.endedAt.map(Self.time)
    version = run.version
    steps = run.steps
    finalLoss = run.knownLoss
    validationAccuracy = run.validationAccuracy
    configuration = run.plan
  }

  /// Such as `2026-03-01 12:34:56`, in UTC.
  static func time(_ date: Date) -> String {
    let text = date.formatted(.iso8601.dateSeparator(.dash).timeSeparator(.colon))
    return text.replacing("T", with: " ").replacing("Z", with: "")
  }
}

extension StoredRun {
  /// The loss at the end; nil where there is none yet, or another program did not say it.
  var knownLoss: Double? {
    !facts.origin.isOwn && finalLoss?.isNaN == true ? nil : finalLoss
  }
}
