import Diagnosis
import Records
import Texts

/// Two to five sentences about what was seen, made from these runs' numbers and from nothing else.
public struct Narrative: Sendable {
  private let runs: [JudgedRun]

  /// A narrative of these runs.
  public init(_ runs: [JudgedRun]) { self.runs = runs }

  /// The sentences that these runs give reason for.
  public var sentences: [String] {
    [outcome, contrast, activationToBlame, flatWeightGradients, shortcut, slow].compactMap { $0 }
  }

  /// Who learned, who did not.
  var outcome: String? { outcome(list, names) }

  /// The same for headings, which have two lines: of many runs only how many, and their scores.
  var headline: String? {
    guard let outcome, outcome.count > 300 else { return outcome }
    return self.outcome(count, count)
  }

  /// - Parameters:
  ///   - list: names runs with what they reached.
  ///   - names: names runs.
  private func outcome(
    _ list: ([JudgedRun]) -> String, _ names: ([JudgedRun]) -> String
  ) -> String? {
    let learned = runs.filter(\.hasLearned)
    let barely = runs.filter { $0.evidence.learning.learned && !$0.hasLearned }
    let diverged = runs.filter { $0.record.status == .diverged }
    let failed = runs.filter {
      $0.evidence.learning.learnedNothing && $0.record.status != .diverged
    }
    var parts: [String] = []
    if !learned.isEmpty { parts.append("Learned: \(list(learned)).") }
    if !barely.isEmpty { parts.append("Learned little: \(list(barely)).") }
    if !failed.isEmpty {
      let accuracies = Set(failed.map(\.scoreText))
      parts.append(
        accuracies.count == 1
          ? "At chance (\(accuracies.first ?? "")): \(names(failed))."
          : "At chance: \(list(failed)).")
    }
    if !diverged.isEmpty {
      parts.append("Diverged: \(names(diverged)).")
    }
    let open = runs.filter {
      !$0.evidence.learning.learned && !$0.evidence.learning.learnedNothing
        && $0.record.status != .diverged
    }
    // Without the loss of guessing no number of updates would tell.
    let unknown = open.filter(\.evidence.learning.progress.isNaN).filter { !$0.isOwn }
    let lossless = unknown.filter { $0.finalLoss.isNaN }
    if !lossless.isEmpty {
      let why = lossless.contains(where: \.hasLoss) ? "the loss is NaN" : "no loss was recorded"
      parts.append("Whether it learned is not known, as \(why): \(names(lossless)).")
    }
    let unmeasured = unknown.filter { !$0.finalLoss.isNaN }
    if !unmeasured.isEmpty {
      parts.append(
        "Whether it learned is not known, as what guessing achieves is not: \(list(unmeasured)).")
    }
    let undecided = open.filter { run in !unknown.contains { $0.name == run.name } }
    if !undecided.isEmpty {
      parts.append(
        "Too few updates to tell (\(RunGroup(undecided).words { "\($0.evidence.learning.updates)" })): "
          + names(undecided) + ".")
    }
    for (word, some) in [
      ("Interrupted", runs.filter(\.isInterrupted)), ("Still running", runs.filter(\.isRunning)),
    ] {
      guard let first = some.map(\.evidence.learning.updates).min(),
        let last = some.map(\.evidence.learning.updates).max()
      else { continue }
      parts.append(
        "\(word): \(some.count) of \(runs.count) runs, "
          + (first == last ? "at step \(first)." : "between steps \(first) and \(last)."))
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func list(_ runs: [JudgedRun]) -> String {
    runs.map { "\($0.name) (\($0.scoreText))" }.joined(separator: ", ")
  }

  private func names(_ runs: [JudgedRun]) -> String {
    runs.map(\.name).joined(separator: ", ")
  }

  /// Such as `22 of 24 (0.30 to 0.59)`.
  private func count(_ some: [JudgedRun]) -> String {
    let scores = some.map(\.accuracy).filter(\.isFinite)
    let range = scores.min().flatMap { least in
      scores.max().map { most in
        " (\(Words.share(least))" + (least == most ? "" : " to \(Words.share(most))") + ")"
      }
    }
    return "\(some.count) of \(runs.count)" + (scores.count == some.count ? range ?? "" : "")
  }

  /// The same plain network, sick with one initialization and healthy with another.
  private var contrast: String? {
    for sick in runs where sick.evidence.learning.learnedNothing {
      guard !sick.network.isResidual, let lost = sick.evidence.initialDeltaFactor, lost < 0.7,
        let before = sick.network.initializer
      else { continue }
      let healed = runs.first {
        !$0.network.isResidual && $0.hasLearned && isTwin($0, of: sick)
          && $0.network.initializer != before && $0.judgement.isHealthy
      }
      guard let healed, let kept = healed.evidence.initialDeltaFactor,
        let after = healed.network.initializer
      else { continue }
      return
        "What changed → what happened: the same \(sick.network.activation()) network goes from "
        + "\(sick.isScoredByLoss || !sick.isEvaluated ? "" : "accuracy ")\(sick.scoreText) to "
        + "\(healed.scoreText) with \(after) in place of \(before), because a \(sick.noun) then "
        + "passes \(healed.factorText(kept)) of δ back instead of \(sick.factorText(lost))."
    }
    return nil
  }

  /// Whether two runs differ in their first weights and shortcuts only: stored runs may differ in
  /// anything, and a difference in outcome then has no single cause.
  private func isTwin(_ run: JudgedRun, of other: JudgedRun) -> Bool {
    run.network.activations == other.network.activations
      && RunGroup([run, other]).commonSetting != nil
  }

  /// A network that the initialization made for it does not save.
  private var activationToBlame: String? {
    let run = runs.first {
      $0.evidence.learning.learnedNothing && !$0.network.isResidual
        && $0.judgement.findings.contains {
          $0.rule == "vanishing-gradient" && ($0.evidence["weightGain"] ?? 0) > 0.9
            && ($0.evidence["derivativeRMS"] ?? 1) < 0.5
        }
    }
    guard let run, let finding = mainFinding(run),
      let derivative = finding.evidence["derivativeRMS"],
      let total = finding.evidence["deltaFirstOverLast"], let gain = finding.evidence["weightGain"]
    else { return nil }
    return "\(run.name): its weights are not to blame (gain \(Words.short(gain))), its activation "
      + "is: √E[φ′²] = \(Words.short(derivative)) a \(run.noun), and \(run.noun) 1 gets "
      + (total == 0 ? "nothing at all" : Words.short(total))
      + " of the δ in \(run.noun) \(run.depth)."
  }

  /// The finding of a vanished δ over the main chain; nil without.
  private func mainFinding(_ run: JudgedRun) -> Finding? {
    run.judgement.findings.first { $0.code == "GS101" && $0.chain == run.chain?.chain.name }
  }

  /// δ vanishes although the weight gradient looks the same in every layer.
  private var flatWeightGradients: String? {
    let found = runs.compactMap { run -> (JudgedRun, Double, Double)? in
      guard run.depth >= 3, !run.judgement.isHealthy, let finding = mainFinding(run),
        let total = finding.evidence["deltaFirstOverLast"]
      else { return nil }
      let gradients = run.initialProfile(.weightGradientNorm)
      guard let low = gradients.min(), let high = gradients.max(), low > 0 else { return nil }
      return high / low < 30 && total < high / low * 1e-6 ? (run, high / low, total) : nil
    }
    guard let (run, spread, total) = found.first else { return nil }
    let names = found.map(\.0.name).joined(separator: " and ")
    let start = run.showsStart ? "before the first update" : "at the first step recorded"
    return "Do not look at weight gradients alone: those of \(names) are nearly flat over the "
      + "\(run.noun)s \(start) (\(run.name): within a factor \(Words.short(spread))), while δ loses all but "
      + "\(Words.short(total)); the activations below shrink in step with δ."
  }

  /// A residual network that learns from the initialization that its plain twin fails with.
  private var shortcut: String? {
    for run in runs where run.network.isResidual && run.hasLearned {
      let twin = runs.first {
        !$0.network.isResidual && $0.evidence.learning.learnedNothing && isTwin($0, of: run)
          && $0.network.initializer == run.network.initializer
      }
      guard let twin else { continue }
      let factors =
        run.evidence.initialDeltaFactor.map { kept in
          twin.evidence.initialDeltaFactor.map { lost in
            " (\(run.factorText(kept)) a \(run.noun) against \(twin.factorText(lost)))"
          } ?? ""
        } ?? ""
      return "The shortcut saves what the initialization loses: \(run.name) passes δ back"
        + "\(factors) and reaches \(run.scoreText) where \(twin.name) stays at "
        + "\(twin.scoreText)."
    }
    return nil
  }

  /// Runs whose gradient is healthy and that still are far from done, or have diverged.
  private var slow: String? {
    let unsettled = runs.filter {
      $0.evidence.learning.learned && $0.evidence.learning.progress < 0.8 && !$0.isInterrupted
    }
    guard !unsettled.isEmpty else { return nil }
    let words = unsettled.map {
      "\($0.name) (loss \(Words.short($0.evidence.learning.finalLoss)))"
    }
    let updates = RunGroup(unsettled).words { "\($0.evidence.learning.updates)" }
    return "Learning, but not done after \(updates) updates: "
      + words.joined(separator: ", ") + "."
  }
}
