import Diagnosis
import Experiments
import Records

/// Networks that are known to train, over many seeds: how many of them are called sick.
struct HealthyRuns: Sendable {
  /// Kind and depth of a row.
  struct Kind: Sendable, Hashable {
    let name: String
    let depth: Int
  }

  /// One run.
  private struct Judged: Sendable {
    let kind: Kind
    let judgement: Judgement
    let accuracy: Double
    let command: String
  }

  /// What came of one kind.
  struct Row: Sendable {
    let kind: Kind
    var runs = 0
    /// Runs with an error, and their codes.
    var sick = 0
    var codes: [String: Int] = [:]
    /// Runs with a warning and no error.
    var warned = 0
    /// The lowest training accuracy.
    var lowestAccuracy = 1.0
    /// The command of the first sick run.
    var firstSick: String?
  }

  /// tanh-xavier, relu-he and scaled residual blocks at three depths.
  static let kinds = ["tanh-xavier", "relu-he", "residual-he"].flatMap { name in
    [5, 10, 20].map { Kind(name: name, depth: $0) }
  }
  static let width = 64

  let rows: [Row]
  let steps: Int
  let seeds: Int

  /// Trains all of them on the digits, with the defaults of the program.
  init(steps: Int, seeds: Int, onEach: (_ done: Int, _ total: Int) -> Void) async throws {
    (self.steps, self.seeds) = (steps, seeds)
    let items = Self.kinds.flatMap { kind in (1...UInt64(seeds)).map { (kind: kind, seed: $0) } }
    let train = { @Sendable (item: (kind: Kind, seed: UInt64)) throws -> Judged in
      var base = TrainingPlan()
      (base.depth, base.width) = (item.kind.depth, Self.width)
      (base.steps, base.seed, base.recordingTier) = (steps, item.seed, .scalars)
      let entry = try Lineup([item.kind.name], base: base).entries[0]
      let trial = Trial(
        index: 0, configuration: entry.configuration, dataset: "digits", fault: nil)
      // As the command judges it: with the runs that are made once more where something is wrong.
      let judged = try Experiment(
        name: item.kind.name, configuration: entry.configuration, data: trial.data()
      ).judged()
      return Judged(
        kind: item.kind, judgement: judged.judgement,
        accuracy: judged.record.evaluation.trainingAccuracy, command: trial.command)
    }
    let judged = try await WorkerPool.map(items, onEach: { onEach($0, items.count) }, train)
    var rows = Self.kinds.map { Row(kind: $0) }
    for result in judged {
      guard let index = Self.kinds.firstIndex(of: result.kind) else { continue }
      let errors = result.judgement.findings.filter { $0.severity == .error }
      rows[index].runs += 1
      rows[index].lowestAccuracy = min(rows[index].lowestAccuracy, result.accuracy)
      for error in errors { rows[index].codes[error.code, default: 0] += 1 }
      if !errors.isEmpty {
        rows[index].sick += 1
        rows[index].firstSick = rows[index].firstSick ?? result.command
      } else if result.judgement.warnings > 0 {
        rows[index].warned += 1
      }
    }
    self.rows = rows
  }

  /// All runs, and those with an error.
  var total: (runs: Int, sick: Int) {
    rows.reduce((0, 0)) { ($0.0 + $1.runs, $0.1 + $1.sick) }
  }
}
