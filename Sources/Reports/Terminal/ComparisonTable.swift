import Diagnosis
import Foundation
import Records
import Texts

/// The table of a comparison for a terminal, with a legend that a learner can read without help. Of a single
/// run δ by layer stands below it, at the beginning and at the end.
public struct ComparisonTable: TextReport {
  private let runs: [JudgedRun]
  private let group: RunGroup
  private let profiles: [[Double?]]

  /// A table of these runs.
  public init(_ runs: [JudgedRun]) {
    self.runs = runs
    group = RunGroup(runs)
    profiles = runs.map { $0.measuredAtFirst(.deltaRMS) }
  }

  /// The table and its legend.
  public var blocks: [TextBlock] {
    let table = TextBlock.table(
      PlainTable(
        columns: columns.map(\.column),
        rows: runs.indices.map { run in columns.map { $0.cell(run) } },
        notes: (hasChains ? legend : []) + scores.map { .init($0) }))
    guard runs.count == 1, hasChains else { return [table] }
    let profile = RunProfiles(runs[0]).blocks
    return [table] + (profile.isEmpty ? [] : [.blank] + profile)
  }

  /// A column, and its cell of a run by its index.
  private struct Column {
    var column: PlainTable.Column
    var cell: (Int) -> PlainTable.Cell

    init(_ column: PlainTable.Column, _ cell: @escaping (Int) -> PlainTable.Cell) {
      (self.column, self.cell) = (column, cell)
    }
  }

  /// What a reader needs first stays longest; a column that would be empty is left out.
  private var columns: [Column] {
    let bars = ProfileBars(fitting: profiles)
    let theory = runs.map { AgainstTheory($0)?.cell }
    let flow = [
      Column(.init(factor, priority: 4)) { run in
        .init(runs[run].factorText)
      },
      hasBars
        ? Column(.init(profile, priority: 3)) { run in
          .init(bars.text(profiles[run], columns: Self.profileWidth))
        } : nil,
      theory.contains { $0 != nil }
        ? Column(.init(Self.theory, priority: 1)) { .init(theory[$0] ?? "–") } : nil,
    ].compactMap { $0 }
    return [
      Column(.init("run", overflow: .shortens(to: 24))) { .init(runs[$0].name) },
      Column(.init("loss", priority: 2)) { .init(runs[$0].lossCell) },
      Column(.init(group.scoreHeading)) { .init(group.scoreCell(runs[$0])) },
    ] + (hasChains ? flow : []) + [
      Column(.init("verdict", overflow: .wraps(to: 19))) { run in
        .init(runs[run].verdictText, role: runs[run].verdictRole)
      }
    ]
  }

  /// The most characters of a profile in a column.
  private static let profileWidth = 20
  private static let theory = "off theory"
  private var factor: String { "δ per \(group.noun)" }
  private var profile: String { "δ by \(group.noun)" }
  /// Without hidden layers there is no way for a signal to get lost on.
  private var hasChains: Bool { runs.contains { $0.depth > 0 } }
  /// The profile of a single run stands below the table, where it has more room.
  private var hasBars: Bool { runs.count > 1 && profiles.contains { $0.count > 1 } }

  private var legend: [PlainTable.Note] {
    let noun = group.noun
    let steps =
      switch group.commonDepth {
      case 0, 1: "."
      case 2: "; one such step leads from \(noun) 2 to \(noun) 1."
      case let depth?: "; \(depth - 1) such steps lead from \(noun) \(depth) to \(noun) 1."
      case nil: "; L − 1 such steps lead from \(noun) L to \(noun) 1."
      }
    let isShallow = runs.contains { $0.depth < 2 }
    let start =
      runs.allSatisfy(\.showsStart) ? "before the first update" : "at the first step recorded"
    return [
      .init("δ is the error signal that reaches a \(noun) on the way back, \(start).", on: factor),
      .init(
        "\(factor): what one \(noun) leaves of it on the way back, on average. ×1 keeps it, ×0.5 halves it"
          + steps + (isShallow ? " (It takes two \(noun)s.)" : ""),
        on: factor),
      hasBars ? .init(barWords, on: profile) : nil,
    ].compactMap { $0 } + theory
  }

  /// What lies at the left and at the right, and the scale, once.
  private var barWords: String {
    let axes = Set(runs.compactMap { $0.chain?.chain.axis })
    let ways = axes.count == 1 ? axes.map(RunProfiles.direction) : ["first → last"]
    let counts = profiles.map(\.count)
    let isThinned = counts.contains { $0 > Self.profileWidth }
    let neighbours =
      Set(counts).count == 1
      ? ProfileBars.neighbours(of: counts[0], columns: Self.profileWidth) : nil
    let thinned =
      "; a character shows the smallest δ of \(neighbours ?? "several") neighbouring \(group.noun)s"
      + (neighbours == nil ? " where there are more than \(Self.profileWidth)" : "")
    return "\(profile): \(ways[0]); \(ProfileBars(fitting: profiles).words)"
      + (isThinned ? thinned : "") + "."
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
        "\(group.scoreHeading): on the examples held out, or those of training where none were"
        + (group.runs.count > 1 ? "; the runs differ in their data or their loss." : ".")
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
