import Records

/// What a record holds beside its lists, its places and its plan, as the JSON text of `runs.facts`:
/// there a missing value and one that is not a number stay apart. A key that is not known is passed over.
struct RecordFacts: Codable {
  var schemaVersion: Int
  /// The version of the tables that the run was written in; missing before version 5.
  var tables: Int?
  /// The formula of the checksums that the run has; missing in a run of an older store. It is under
  /// the seal of the run's row, and the seal is missed where this is there: neither can be lost alone.
  var checksums: Int?
  /// What a judgement may read; missing before version 5, as is `network`.
  var run: RunFacts?
  /// The network in few words, so that a list need not read its places.
  var network: NetworkSummary?
  var probeExamples: Int
  var evaluation: Evaluation
  /// Missing where nothing was held out, and in what was written before it was recorded.
  var heldOut: HeldOutCurve?
  /// Missing where it is not known.
  var chance: Chance?
  /// Missing in what was written before it was recorded.
  var dataScale: DataScale?
  var timing: Timing
  /// Rules that could not be judged; missing before the end, and where nobody counted them.
  var unjudged: Int?
  /// The places at each time point.
  var historyLayers: Int
  var history: List
  var curves: List
  var samples: List

  /// A list that merges its neighbours when it is full.
  struct List: Codable {
    var capacity: Int
    var mergers: Int
  }

  init(_ record: RunRecord, unjudged: Int? = nil) {
    self.unjudged = unjudged
    schemaVersion = record.schemaVersion
    tables = Schema.version
    checksums = Checksum.formula.rawValue
    run = record.facts
    network = NetworkSummary(record)
    probeExamples = record.probeExamples
    evaluation = record.evaluation
    heldOut = record.heldOut
    chance = record.chance
    dataScale = record.dataScale
    timing = record.timing
    historyLayers = record.history.placeCount
    history = List(capacity: record.history.capacity, mergers: record.history.mergers)
    curves = List(capacity: record.curves.capacity, mergers: record.curves.mergers)
    samples = List(capacity: record.samples.capacity, mergers: record.samples.mergers)
  }

  /// The curves, without points yet.
  var emptyCurves: Curves { Curves(capacity: curves.capacity, mergers: curves.mergers) }

  /// The time points, without any yet.
  var emptyHistory: RunHistory {
    RunHistory(placeCount: historyLayers, capacity: history.capacity, mergers: history.mergers)
  }

  /// The samples, without any yet.
  var emptySamples: SampleHistory {
    SampleHistory(capacity: samples.capacity, mergers: samples.mergers)
  }
}
