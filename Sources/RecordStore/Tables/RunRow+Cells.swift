import GRDB
import Records
import Texts

extension RunRow {
  /// The columns that follow from the record. They are there to filter and sort by: what is not known is
  /// an empty text, 0, or NULL in a column of real numbers.
  static func cells(of record: RunRecord) throws -> [(column: String, value: DatabaseValue)] {
    try network(of: record) + training(of: record.facts) + outcome(of: record)
      + [("configuration", try JSONText.encode(record.plan ?? .null, pretty: false).databaseValue)]
  }

  /// The last step of which anything was recorded.
  static func lastStep(of record: RunRecord) -> Int {
    max(record.curves.lastStep ?? 0, record.history.lastStep ?? 0)
  }

  private static func network(
    of record: RunRecord
  ) -> [(column: String, value: DatabaseValue)] {
    let network = NetworkSummary(record)
    let isUnknown = network.activations.allSatisfy { $0 == "?" }
    // This program knows of each of its layers whether it has a normalization.
    let noNorm = record.facts.origin.isOwn ? "none" : ""
    return [
      ("activation", (isUnknown ? "" : network.activation(limit: .max)).databaseValue),
      ("init", (network.initializer ?? "").databaseValue),
      ("norm", (network.norm ?? noNorm).databaseValue),
      ("residual", network.isResidual.databaseValue),
      ("depth", network.depth.databaseValue),
      ("width", (network.widths.max() ?? 0).databaseValue),
    ]
  }

  private static func training(
    of facts: RunFacts
  ) -> [(column: String, value: DatabaseValue)] {
    let schedule = facts.schedule ?? (facts.hasConstantRate == true ? "constant" : "")
    return [
      ("dataset", (facts.data?.name ?? "").databaseValue),
      ("task", (facts.task?.rawValue ?? "").databaseValue),
      ("loss", (facts.loss?.name ?? "").databaseValue),
      ("optimizer", (facts.optimizer?.name ?? "").databaseValue),
      ("learning_rate", facts.learningRate.databaseValue),
      ("schedule", schedule.databaseValue),
      ("batch_size", (facts.batchSize ?? 0).databaseValue),
      ("steps", (facts.plannedSteps ?? 0).databaseValue),
      // As text: SQLite's whole numbers have a sign and end at 2⁶³ − 1.
      ("seed", (facts.seed.map { String($0) } ?? "").databaseValue),
      ("precision", (facts.precision?.name ?? "").databaseValue),
    ]
  }

  private static func outcome(
    of record: RunRecord
  ) throws -> [(column: String, value: DatabaseValue)] {
    let evaluation = record.evaluation
    return [
      ("name", record.name.databaseValue),
      ("last_step", lastStep(of: record).databaseValue),
      ("initial_loss", evaluation.initialLoss.databaseValue),
      ("final_loss", evaluation.finalLoss.databaseValue),
      ("validation_loss", evaluation.validationLoss.databaseValue),
      ("training_accuracy", evaluation.trainingAccuracy.databaseValue),
      ("validation_accuracy", evaluation.validationAccuracy.databaseValue),
      ("chance_loss", (record.chance?.loss).databaseValue),
      ("chance_accuracy", (record.chance?.accuracy).databaseValue),
      ("training_seconds", record.timing.trainingSeconds.databaseValue),
      ("probe_examples", record.probeExamples.databaseValue),
      ("facts", try facts(of: record)),
    ]
  }

  /// The JSON text of `runs.facts`.
  static func facts(of record: RunRecord, unjudged: Int? = nil) throws -> DatabaseValue {
    try JSONText.encode(RecordFacts(record, unjudged: unjudged), pretty: false).databaseValue
  }
}
