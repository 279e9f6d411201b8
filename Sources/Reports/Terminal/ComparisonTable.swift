import Diagnosis
import Foundation
import Records
import Texts

/// The table of a comparison for a terminal, with a legend that a learner can read without help.
public struct ComparisonTable: TextReport {
  private let runs: [JudgedRun]

  /// A table of these runs.
  public init(_ runs: [JudgedRun]) { self.runs = runs }

  /// The table and its legend.
  public var blocks: [TextBlock] {
    let profiles = runs.map { $0.measuredAtFirst(.deltaRMS) }
    let scale = DeltaProfile(fitting: profiles)
    let group = RunGroup(runs)
    let bars = "δ, \(group.noun) 1→\(group.commonDepth.map(String.init) ?? "L")"
    let factor = "δ per \(group.noun)"
    // What a reader needs first stays longest.
    // Without hidden layers there is no way for a signal to get lost on.
    let hasChains = runs.contains { $0.depth > 0 }
    let flow = [3, 4, 5]
    let columns: [PlainTable.Column] = [
      .init("run", overflow: .shortens(to: 24)), .init("loss", priority: 3),
      .init(group.scoreHeading), .init(factor, priority: 4), .init(bars, priority: 2),
      .init(Self.theory, priority: 1), .init("verdict", overflow: .wraps(to: 14)),
    ]
    let rows = zip(runs, profiles).map { run, profile -> [PlainTable.Cell] in
      let cells = [
        run.name, run.lossCell, group.scoreCell(run), Words.factor(run.evidence.initialDeltaDecay),
        scale.text(profile), AgainstTheory(run)?.cell ?? "–",
      ].map { PlainTable.Cell($0) }
      return cells + [.init(run.verdictText, style: run.judgement.isHealthy ? .good : .bad)]
    }
    return [
      .table(
        hasChains
          ? PlainTable(
            columns: columns, rows: rows,
            notes: legend(scale, profiles, group, bars: bars, factor: factor))
          : PlainTable(
            columns: columns.indices.filter { !flow.contains($0) }.map { columns[$0] },
            rows: rows.map { row in row.indices.filter { !flow.contains($0) }.map { row[$0] } },
            notes: scores.map { .init($0) }))
    ]
  }

  private static let theory = "off theory"

  private func legend(
    _ scale: DeltaProfile, _ profiles: [[Double?]], _ group: RunGroup, bars: String,
    factor: String
  ) -> [PlainTable.Note] {
    let noun = group.noun
    let steps =
      switch group.commonDepth {
      case 0, 1: "."
      case 2: "; one such step leads from \(noun) 2 to \(noun) 1."
      case let depth?: "; \(depth - 1) such steps lead from \(noun) \(depth) to \(noun) 1."
      case nil: "; L − 1 such steps lead from \(noun) L to \(noun) 1."
      }
    let hasGaps = profiles.joined().contains { $0 == nil }
    let hasBad = profiles.joined().contains { $0.map { !$0.isFinite } ?? false }
    let isShallow = noun == "layer" && runs.contains { $0.depth < 3 }
    let start =
      runs.allSatisfy(\.showsStart) ? "before the first update" : "at the first step recorded"
    return [
      .init("δ is the error signal that reaches a \(noun), \(start).", on: factor),
      .init(
        "δ, a bar a \(noun): the bars span \(Words.short(scale.decades.rounded(.up))) decades, · is "
          + "exactly 0\(hasBad ? ", ! is NaN or infinite" : "")\(hasGaps ? ", – was not measured" : "").",
        on: bars),
      .init(
        "\(factor): what one \(noun) leaves of it on the way back. ×1 keeps it, ×0.5 halves it"
          + steps + (isShallow ? " (It is a slope over layers 2 to L, and takes 3 layers.)" : ""),
        on: factor),
    ] + theory + scores.map { .init($0) }
  }

  /// What the column of theory means, and for which runs there is none.
  private var theory: [PlainTable.Note] {
    let compared = runs.compactMap { run in AgainstTheory(run).map { (run, $0) } }
    var notes: [PlainTable.Note] = []
    if compared.contains(where: { $0.1.limits.isEmpty }) {
      notes.append(
        .init(
          "off theory: log₁₀ of measured over expected δ, in the layer where it is farthest; ! is "
            + "outside of the band for 99 of 100 draws.", on: Self.theory))
    }
    let limits = compared.flatMap(\.1.limits)
    if let limit = limits.first {
      notes.append(.init("No theory where \(limit).", on: Self.theory))
    }
    return notes
  }

  /// What the scores mean, and why those of runs that were cut short are missing.
  private var scores: [String] {
    let others = runs.filter { !$0.isEvaluated && !$0.record.wasCutShort }
    // An accuracy may have been evaluated where the loss was not.
    let measured = runs.filter { $0.isEvaluated || !$0.record.wasCutShort && !$0.isScoredByLoss }
    let missing = runs.filter(\.record.wasCutShort).map(\.name).joined(separator: ", ")
    let why =
      "\(missing): not evaluated, the process "
      + (runs.contains(where: \.isRunning) ? "is still training" : "ended before")
      + (runs.contains { $0.record.wasCutShort && $0.hasLoss }
        ? "; the loss after → is the median of the last batches." : ".")
    return (measured.isEmpty ? [] : [score(RunGroup(measured))]) + (missing.isEmpty ? [] : [why])
      + unevaluated(others)
  }

  /// What stands for the score of runs that other programs ended without an evaluation.
  private func unevaluated(_ runs: [JudgedRun]) -> [String] {
    func names(_ runs: [JudgedRun]) -> String { runs.map(\.name).joined(separator: ", ") }
    let (known, unknown) = (runs.filter(\.hasLoss), runs.filter { !$0.hasLoss })
    let (byLoss, byAccuracy) = (known.filter(\.isScoredByLoss), known.filter { !$0.isScoredByLoss })
    return
      (byLoss.isEmpty
      ? [] : ["\(names(byLoss)): not evaluated as a whole; the loss is that of the last batches."])
      + (byAccuracy.isEmpty
        ? [] : ["\(names(byAccuracy)): the loss after → is that of the last batches."])
      + (unknown.isEmpty ? [] : ["\(names(unknown)): no loss was recorded."])
  }

  /// What the score of a row means, and what guessing has.
  private func score(_ group: RunGroup) -> String {
    guard let held = group.common(\.record.evaluation.validationExamples),
      let chance = group.commonChanceLoss, chance.isFinite
    else {
      return
        "\(group.scoreHeading): on the examples held out, or those of training where none were; "
        + "the runs differ in their data or their loss."
    }
    let isRegression = group.runs.first?.isRegression == true
    return score(
      group.runs.first,
      on: held > 0 ? heldOut(held, isShare: !isRegression) : "the training examples")
  }

  /// The examples held out, and how far chance alone may move a share of so few. What a mean of
  /// squares may move by depends on the squares.
  private func heldOut(_ count: Int, isShare: Bool) -> String {
    let text = count == 1 ? "the one example held out" : "the \(count) examples held out"
    // Two standard errors of a share of one half.
    let spread = (1 / Double(count)).squareRoot()
    return spread < 0.1 || !isShare
      ? text : "\(text) (so few that ±\(Words.short(spread)) is chance)"
  }

  /// What the last number of a row means, and what guessing has.
  private func score(_ first: JudgedRun?, on examples: String) -> String {
    guard let first, let chance = first.record.chance else { return "" }
    let loss = Words.short(chance.loss, digits: 3)
    if first.isRegression {
      let facts = first.record.facts.loss
      let isSquared = facts?.kind == .squaredError
      return
        "final loss: \(isSquared ? "mean squared error" : facts?.name ?? "loss") on \(examples)"
        + (first.record.facts.isStandardized ?? false ? ", of a target scaled to deviation 1" : "")
        + "; guessing \(isSquared ? "the mean" : "one value for all") has loss \(loss) in training."
    }
    if first.isScoredByLoss { return "final loss: on \(examples); guessing has \(loss)." }
    return "accuracy: on \(examples); guessing has \(Words.share(chance.accuracy)), "
      + "and loss \(loss)."
  }
}
