import Records
import Texts

/// GS205: batch norm over a handful of examples.
public struct BatchNormOfFew: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS205", name: "batch-norm-of-few",
      detects: "Batch norm takes mean and deviation over fewer than 8 examples.",
      why: """
        A deviation over b examples is itself uncertain by 1/√(2(b − 1)): of two examples it only \
        says \
        which is the larger, so that every unit becomes ±1 whatever the features. After training \
        the \
        running statistics answer, which are of another network than the one that was trained.
        """,
      requires: "the batch size, the norm of a place",
      thresholds: [.fewForBatchNorm, .heldBackProgress],
      remedies: [Remedy(.batch(32)), Remedy(.normalization("layer"))],
      references: [
        "S. Ioffe, \"Batch renormalization\", NeurIPS 2017",
        "Y. Wu and K. He, \"Group "
          + "normalization\", "
          + "ECCV 2018",
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.record.places.contains(where: { $0.norm?.usesBatch ?? false }) else {
      return .notApplicable(.doesNotConcern("no place has a batch norm"))
    }
    guard let size = run.facts.batchSize else {
      return .notApplicable(.unknown("the batch size", .training))
    }
    let batch = size == 0 ? run.record.evaluation.trainingExamples : size
    guard batch > 1, Double(batch) < thresholds[.fewForBatchNorm] else { return .findings([]) }
    let spread = 1 / (2 * Double(batch - 1)).squareRoot()
    return .findings([
      Finding(
        of: description, severity: run.learning.isHeldBack ? .warning : .note,
        steps: 0...run.lastStep,
        evidence: ["batchSize": Double(batch), "uncertainty": spread],
        threshold: ["batchSize": thresholds[.fewForBatchNorm]],
        message: "Batch norm takes mean and deviation over \(batch) examples, so that a "
          + "deviation is "
          + "uncertain by \(NumberText.percent(spread)).",
        remedies: larger(than: batch, in: run, thresholds) + [Remedy(.normalization("layer"))],
        cause: "batch norm of few")
    ])
  }

  /// Batches of 32, or of all there are; none where these are few themselves.
  private func larger(than batch: Int, in run: RunEvidence, _ thresholds: Thresholds) -> [Remedy] {
    let all = run.record.evaluation.trainingExamples
    let size = all > 0 ? min(32, all) : 32
    guard Double(size) >= thresholds[.fewForBatchNorm] else { return [] }
    return [Remedy(.batch(size), " (they have \(batch))")]
  }

  public var examples: [RuleExample] {
    func record(_ batch: Int) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: 2)
      for index in record.places.indices.dropLast() {
        record.places[index].norm = NormFacts(name: "batch", usesBatch: true)
      }
      record.facts.batchSize = batch
      return record
    }
    return [
      RuleExample(title: "batches of 2", record: record(2), triggers: true),
      RuleExample(title: "batches of 64", record: record(64), triggers: false),
    ]
  }
}

extension Threshold {
  /// Fewer examples than this are few for a batch norm.
  static let fewForBatchNorm = Threshold(
    "fewForBatchNorm", 8, .steps, "batch norm over fewer examples than this",
    because: "with 8 a deviation is uncertain by a quarter")
}
