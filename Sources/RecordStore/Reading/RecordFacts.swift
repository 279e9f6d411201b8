import Records

/// What a record holds beside its lists and its configuration, as the JSON text of `runs.facts`:
/// there a missing value and one that is not a number stay apart.
struct RecordFacts: Codable {
  var schemaVersion: Int
  /// The version of the checksums that the run has; missing in a run of an older store. It is under
  /// the seal of the run's row, and the seal is missed where this is there: neither can be lost alone.
  var checksums: Int?
  var activation: ActivationDescription
  var probeExamples: Int
  var evaluation: Evaluation
  var chance: Chance
  /// Missing in what was written before it was recorded.
  var dataScale: DataScale?
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
    checksums = Checksum.version
    activation = record.activation
    probeExamples = record.probeExamples
    evaluation = record.evaluation
    chance = record.chance
    dataScale = record.dataScale
    timing = record.timing
    historyLayers = record.history.layerCount
    history = List(capacity: record.history.capacity, mergers: record.history.mergers)
    curves = List(capacity: record.curves.capacity, mergers: record.curves.mergers)
    samples = List(capacity: record.samples.capacity, mergers: record.samples.mergers)
  }

  /// The curves, without points yet.
  var emptyCurves: Curves { Curves(capacity: curves.capacity, mergers: curves.mergers) }

  /// The time points, without any yet.
  var emptyHistory: RunHistory {
    RunHistory(layerCount: historyLayers, capacity: history.capacity, mergers: history.mergers)
  }

  /// The samples, without any yet.
  var emptySamples: SampleHistory {
    SampleHistory(capacity: samples.capacity, mergers: samples.mergers)
  }
}
