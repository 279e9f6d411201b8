import Experiments
import Foundation

/// Networks in the forms of published programs, scored apart.
struct OutsideRuns: Sendable {
  let results: [OutsideResult]
  var scores: [RuleScore] { RuleScore.all(results.map(\.result)) }

  /// Trains all of a plan.
  init(_ plan: OutsidePlan, onEach: (_ done: Int) -> Void) async throws {
    results = try await WorkerPool.map(plan.trials, onEach: onEach) { try $0.run() }
  }

  /// Healthy ones by kind, and how many of them are called sick.
  var healthy: String {
    var lines = [
      "| kind | drawn without a fault | as far as another small network | with an error | codes | "
        + "the first |", "|---|---|---|---|---|---|",
    ]
    var total = (runs: 0, sick: 0)
    for kind in OutsideTrial.Kind.allCases {
      let drawn = results.filter { $0.trial.kind == kind && $0.trial.fault == nil }
      let healthy = drawn.filter(\.isHealthy)
      let sick = healthy.filter { !$0.errors.isEmpty }
      total = (total.runs + healthy.count, total.sick + sick.count)
      lines.append(
        "| \(kind.rawValue) | \(drawn.count) | \(healthy.count) | \(sick.count) | "
          + "\(Self.counts(sick.flatMap(\.errors))) | "
          + "\(sick.first.map { "\($0.trial.index)" } ?? "–") |")
    }
    let interval = WilsonInterval(total.sick, of: total.runs)
    lines += [
      "",
      "In all \(total.sick) of \(total.runs) have an error: "
        + String(
          format: "%.2f %% (95 %% interval %.2f to %.2f %%).", 100 * (interval.share ?? 0),
          100 * interval.lower, 100 * interval.upper),
    ]
    return lines.joined(separator: "\n")
  }

  /// What was planted, whether it bit, whether that was seen and named.
  var faults: String {
    var lines = [
      "| planted | runs | kept it from learning | of these with an error | its rule among the "
        + "findings | its rule among the errors | did no harm | of these with an error |",
      "|---|---|---|---|---|---|---|---|",
    ]
    let planted = Dictionary(grouping: results.filter { $0.trial.fault != nil }) {
      $0.trial.fault?.kind ?? ""
    }
    for (kind, runs) in planted.sorted(by: { $0.key < $1.key }) {
      let bit = runs.filter(\.bit.isYes)
      let harmless = runs.filter(\.bit.isNo)
      let named = { (run: OutsideResult) -> Bool in
        run.trial.fault?.codes.contains { run.result.found[$0] != nil } ?? false
      }
      let blamed = { (run: OutsideResult) -> Bool in
        run.trial.fault?.codes.contains { run.result.found[$0] == .error } ?? false
      }
      lines.append(
        "| \(kind) | \(runs.count) | \(bit.count) | \(bit.count { !$0.errors.isEmpty }) | "
          + "\(bit.count(where: named)) | \(bit.count(where: blamed)) | \(harmless.count) | "
          + "\(harmless.count { !$0.errors.isEmpty }) |")
    }
    return lines.joined(separator: "\n")
  }

  /// Such as `GS402 3, GS408 1`.
  private static func counts(_ codes: [String]) -> String {
    let counts = Dictionary(grouping: codes) { $0 }.mapValues(\.count)
    return counts.isEmpty
      ? "–"
      : counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
