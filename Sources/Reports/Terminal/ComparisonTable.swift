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
    let profiles = runs.map {
      $0.history.count == 0 ? [] : $0.evidence.profile(\.deltaRMS, at: 0)
    }
    let scale = DeltaProfile(fitting: profiles)
    let group = RunGroup(runs)
    let bars = "δ, layer 1→\(group.commonDepth.map(String.init) ?? "L")"
    // What a reader needs first stays longest.
    let columns: [PlainTable.Column] = [
      .init("run", overflow: .shortens(to: 24)), .init("loss", priority: 3),
      .init(group.scoreHeading), .init(Self.factor, priority: 4), .init(bars, priority: 2),
      .init(Self.theory, priority: 1), .init("verdict", overflow: .wraps(to: 14)),
    ]
    let rows = zip(runs, profiles).map { run, profile -> [PlainTable.Cell] in
      let cells = [
        run.name,
        "\(Words.short(run.initialLoss, digits: 3)) → \(Words.short(run.finalLoss, digits: 3))",
        group.scoreCell(run), Words.factor(run.evidence.initialDeltaDecay),
        scale.text(profile), AgainstTheory(run)?.cell ?? "–",
      ].map { PlainTable.Cell($0) }
      return cells + [.init(run.verdictText, style: run.judgement.isHealthy ? .good : .bad)]
    }
    return [
      .table(
        PlainTable(
          columns: columns, rows: rows, notes: legend(scale, group, bars: bars)))
    ]
  }

  private static let factor = "δ per layer"
  private static let theory = "off theory"

  private func legend(
    _ scale: DeltaProfile, _ group: RunGroup, bars: String
  ) -> [PlainTable.Note] {
    let layers =
      switch group.commonDepth {
      case 1: "."
      case 2: "; one such step leads from layer 2 to layer 1."
      case let depth?: "; \(depth - 1) such steps lead from layer \(depth) to layer 1."
      case nil: "; L − 1 such steps lead from layer L to layer 1."
      }
    let isShallow = runs.contains { $0.record.depth < 3 }
    return [
      .init(
        "δ is the error signal that reaches a layer, before the first update.", on: Self.factor),
      .init(
        "δ, a bar a layer: the bars span \(Words.short(scale.decades.rounded(.up))) decades, · is "
          + "exactly 0.", on: bars),
      .init(
        "δ per layer: what one layer leaves of it on the way back. ×1 keeps it, ×0.5 halves it"
          + layers + (isShallow ? " (It is a slope over layers 2 to L, and takes 3 layers.)" : ""),
        on: Self.factor),
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
    let measured = runs.filter { !$0.record.wasCutShort }
    let missing = runs.filter(\.record.wasCutShort).map(\.name).joined(separator: ", ")
    let why =
      "\(missing): not evaluated, the process "
      + (runs.contains(where: \.isRunning) ? "is still training" : "ended before")
      + "; the loss after → is the median of the last batches."
    return (measured.isEmpty ? [] : [score(RunGroup(measured))]) + (missing.isEmpty ? [] : [why])
  }

  /// What the score of a row means, and what guessing has.
  private func score(_ group: RunGroup) -> String {
    guard let held = group.common(\.record.evaluation.validationExamples),
      let chance = group.common(\.record.chance.loss), chance.isFinite
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
    guard let first else { return "" }
    let chance = first.record.chance
    let loss = Words.short(chance.loss, digits: 3)
    if first.isRegression {
      return "final loss: mean squared error on \(examples)"
        + (first.record.configuration.standardize ? ", of a target scaled to deviation 1" : "")
        + "; guessing the mean has loss \(loss) in training."
    }
    return "accuracy: on \(examples); guessing has \(Words.share(chance.accuracy)), "
      + "and loss \(loss)."
  }
}
