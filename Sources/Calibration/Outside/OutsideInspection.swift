import Diagnosis
import Foundation

/// Everything about one run in the form of a published program: for looking at a disagreement.
struct OutsideInspection {
  let trial: OutsideTrial

  /// The command, the verdict, and the labels beside what was found.
  func lines() throws -> [String] {
    let records = try OutsideRecords(trial)
    let (record, judgement) = (records.judged.record, records.judged.judgement)
    let labels = records.labels.all(RuleLabels.all(records.facts))
    let evaluation = record.evaluation
    var lines = [
      trial.trial.command,
      "\(trial.form.rawValue), \(trial.kind.rawValue)"
        + (trial.fault.map { ", planted: \($0.words)" } ?? ""),
      "verdict: \(judgement.verdict)",
      "loss \(evaluation.initialLoss) to \(evaluation.finalLoss), held out "
        + "\(evaluation.validationLoss.map { "\($0)" } ?? "none"), guessing "
        + "\(record.guessingLoss), accuracy \(evaluation.trainingAccuracy)",
      "reference: " + (record.facts.reference.map { "\($0)" } ?? "none"),
      "on the way to another network: \(records.labels.standing); to the run without the fault: "
        + "\(records.labels.beside); bit: \(records.labels.bit)",
      "once more: \(record.facts.counterfactuals)",
    ]
    for (code, label) in labels.sorted(by: { $0.key < $1.key }) {
      let found = judgement.findings.filter { $0.code == code }
      lines.append(
        "\(code): there \(label.presence), error \(label.error.map { "\($0)" } ?? "without a label"); found "
          + (found.isEmpty
            ? judgement.notApplicable[code].map { "n/a: \($0)" } ?? "nothing"
            : found.map {
              "\($0.severity.rawValue): \($0.message)" + ($0.causedBy.map { " [by \($0)]" } ?? "")
                + ($0.remedies.first.map { " {\($0)}" } ?? "")
            }.joined(separator: " / ")))
    }
    return lines
  }
}
