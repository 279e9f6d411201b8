import Diagnosis
import Records
import Texts

/// What a run without findings reached, in sentences: the numbers that a reader would look for first.
struct DashboardNumbers {
  private let run: JudgedRun

  /// The numbers of this run.
  init(_ run: JudgedRun) { self.run = run }

  /// The sentences, each of something that was measured.
  var sentences: [String] {
    [verdict, heldOut, flow, updates].compactMap { $0 }
      + NotJudged(run).blocks.compactMap { block in
        guard case .line(let line) = block else { return nil }
        let text = String(line.plain.drop { $0 == " " })
        guard !text.isEmpty, !text.hasSuffix(":"), !text.hasPrefix("(") else { return nil }
        return text.prefix(1).uppercased() + text.dropFirst() + "."
      }
  }

  private var verdict: String {
    let rules = RuleCatalog.all.count - run.judgement.notApplicable.count
    return "None: \(rules) rules were applied, and found nothing."
  }

  private var heldOut: String? {
    let evaluation = run.record.evaluation
    guard let loss = evaluation.validationLoss else { return nil }
    let accuracy = evaluation.validationAccuracy.flatMap { $0.isFinite ? $0 : nil }
    return "Held out: loss \(Words.short(loss, digits: 3)), "
      + "\(Words.short(run.finalLoss, digits: 3)) on the examples trained on"
      + (accuracy.map {
        "; accuracy \(Words.share($0))"
          + (evaluation.trainingAccuracy.isFinite
            ? " and \(Words.share(evaluation.trainingAccuracy))" : "")
      } ?? "") + "."
  }

  private var flow: String? {
    guard let factor = run.evidence.initialDeltaFactor, factor.isFinite else { return nil }
    return
      "Before the first update a \(run.noun) leaves \(run.factorText(factor)) of δ on the way back."
  }

  private var updates: String? {
    let ratios = run.record.places.indices.compactMap { run.evidence.typicalUpdate(of: $0) }
      .filter(\.isFinite)
    guard let least = ratios.min(), let most = ratios.max() else { return nil }
    return "A typical step moved the weights of a place by \(Words.short(least))"
      + (least == most ? "" : " to \(Words.short(most))") + " of their size."
  }
}
