import Foundation
import TrainingRecords

/// What a record holds beside its lists and its configuration, as the JSON text of `runs.facts`:
/// there a missing value and one that is not a number stay apart.
struct RecordFacts: Codable {
  var schemaVersion: Int
  var activation: ActivationDescription
  var probeExamples: Int
  var evaluation: Evaluation
  var chance: Chance
  var timing: Timing
  var historyLayers: Int
  var history: List
  var curves: List
  var samples: List

  /// A list that merges its neighbours when it is full.
  struct List: Codable {
    var capacity: Int
    var mergers: Int
  }

  init(_ record: RunRecord) {
    schemaVersion = record.schemaVersion
    activation = record.activation
    probeExamples = record.probeExamples
    evaluation = record.evaluation
    chance = record.chance
    timing = record.timing
    historyLayers = record.history.layerCount
    history = List(capacity: record.history.capacity, mergers: record.history.mergers)
    curves = List(capacity: record.curves.capacity, mergers: record.curves.mergers)
    samples = List(capacity: record.samples.capacity, mergers: record.samples.mergers)
  }

  /// The curves, without points yet.
  func emptyCurves() throws -> Curves {
    try curves.setMergers(of: Curves(capacity: curves.capacity))
  }

  /// The time points, without any yet.
  func emptyHistory() throws -> RunHistory {
    try history.setMergers(
      of: RunHistory(layerCount: historyLayers, capacity: history.capacity))
  }

  /// The samples, without any yet.
  func emptySamples() throws -> SampleHistory {
    try samples.setMergers(of: SampleHistory(capacity: samples.capacity))
  }
}

extension RecordFacts.List {
  /// An empty list with this counter, which only its own decoder can set.
  private struct Counter: Encodable { var mergers: Int }

  func setMergers<Value: Codable>(of empty: Value) throws -> Value {
    let text = try JSONText.encode(empty)
    let counter = try JSONText.encode(Counter(mergers: mergers)).dropFirst().dropLast()
    return try JSONText.decode(
      Value.self, from: text.replacingOccurrences(of: "\"mergers\":0", with: counter))
  }
}
