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
    [verdict, heldOut, flow, updates, notJudged].compactMap { $0 }
  }

  /// What the rules want that could not be applied, in one sentence: it is no fault of the network.
  private var notJudged: String? {
    let reasons = run.judgement.inapplicable
    guard !reasons.isEmpty else { return nil }
    let groups = Dictionary(grouping: reasons.values.filter { $0.lack != nil }) {
      $0.lack?.words ?? ""
    }
    let lacks = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { words, reasons -> String in
        // Where all want the same, that in its own words: the record may have the rest.
        let things = Set(reasons.map { $0.thing ?? words })
        return things.count == 1 ? things.first ?? words : words
      }
    let others = reasons.values.count { $0.lack == nil }
    func rules(_ count: Int) -> String { count == 1 ? "1 rule" : "\(count) rules" }
    let parts = [
      lacks.isEmpty
        ? nil
        : "\(rules(reasons.count - others)) could not be judged, as the record lacks: "
          + lacks.joined(separator: "; "),
      others == 0 ? nil : "\(rules(others)) \(others == 1 ? "is" : "are") not about such a network",
    ].compactMap { $0 }
    return parts.joined(separator: ". ") + "."
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
