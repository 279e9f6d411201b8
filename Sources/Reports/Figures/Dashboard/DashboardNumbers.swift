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
    let lacking = reasons.count - others
    let parts = [
      lacks.isEmpty
        ? nil
        : "\(rules(lacking)) could not be judged, as the record lacks: "
          + lacks.joined(separator: "; "),
      others == 0 ? nil : "\(rules(others)) \(others == 1 ? "is" : "are") not about such a network",
    ].compactMap { $0 }
    // As many as the verdict counts.
    let sum = parts.count > 1 ? "Not judged: \(reasons.count) rules. " : ""
    return sum + parts.joined(separator: ". ") + "."
  }

  private var verdict: String {
    let all = RuleCatalog.all.count
    let rules = all - run.judgement.notApplicable.count
    return "None: \(rules) of \(all) rules were applied, and found nothing."
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
    let medians = run.updated(.updateRatio).map { UpdateMedian(UpdateMedian.entries(run, $0)) }
      .filter { $0.told.isFinite }
    let opening = "A typical step moved the weights of a \(run.isOwn ? "layer" : "place") by "
    // Of two phases one number is typical of neither.
    if medians.contains(where: { $0.halves != nil }) {
      let halves = medians.map { $0.halves ?? ($0.told, $0.told) }
      guard let first = Self.range(halves.map(\.first)),
        let second = Self.range(halves.map(\.second))
      else { return nil }
      return opening + "\(first) in the first half of the steps, by \(second) in the second."
    }
    return Self.range(medians.map(\.told)).map { "\(opening)\($0)." }
  }

  /// Such as `2.0·10⁻⁴ to 2.0·10⁻³ of their size`; nil of none.
  private static func range(_ ratios: [Double]) -> String? {
    guard let least = ratios.min(), let most = ratios.max() else { return nil }
    let (low, high) = (Words.short(least), Words.short(most))
    return (low == high ? low : "\(low) to \(high)") + (most >= 1 ? " times" : " of")
      + " their size"
  }
}
