import Diagnosis
import Foundation

/// Everything about one trial: for looking at a disagreement.
struct Inspection {
  let trial: Trial

  /// The labels beside what was found.
  func lines() throws -> [String] {
    let data = try trial.data()
    let (judged, twin) = try trial.records(data)
    let (record, judgement) = (judged.record, judged.judgement)
    let facts = try TrialFacts(trial, record: record, twin: twin, data: data)
    let labels = RuleLabels.all(facts)
    var lines = [trial.command]
    for (name, one) in [("run", record), ("twin", twin)] {
      let outcome = Outcome(one)
      lines.append(
        "\(name): \(outcome.learning.rawValue), progress \(outcome.progress), rise "
          + "\(outcome.rise), diverged \(outcome.diverged), loss \(one.evaluation.initialLoss) to "
          + "\(one.evaluation.finalLoss), accuracy \(one.evaluation.trainingAccuracy), "
          + "\(one.history.lastStep ?? 0) steps")
      for entry in [0, one.history.count - 1] where entry >= 0 {
        let layers = one.places.indices.map { one.history[entry, place: $0] }
        lines.append("  step \(one.history.steps[entry])")
        for (label, values) in [
          ("delta", layers.map(\.deltaRMS)), ("a std", layers.map(\.activationStd)),
          ("z", layers.map(\.preactivationRMS)), ("slope", layers.map(\.derivativeRMS)),
          ("update", layers.map(\.updateRatio)),
          ("zeros", layers.map(\.zeroFraction)), ("saturated", layers.map(\.saturatedFraction)),
        ] {
          lines.append(
            "    \(label): " + values.map { String(format: "%.2g", $0) }.joined(separator: " "))
        }
      }
    }
    lines.append("theory: " + (facts.theory.map { "\($0)" } ?? "none"))
    for (code, label) in labels.sorted(by: { $0.key < $1.key }) {
      let found = judgement.findings.filter { $0.code == code }
      lines.append(
        "\(code): there \(label.presence), error "
          + (label.error.map { "\($0)" } ?? "without a label") + "; found "
          + (found.isEmpty
            ? judgement.notApplicable[code] ?? "nothing"
            : found.map { "\($0.severity.rawValue): \($0.message)" }.joined(separator: " / ")))
    }
    return lines
  }
}
