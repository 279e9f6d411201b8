import Diagnosis
import Records

/// What to do next about a run that is not well: the change that was seen to heal it, with its command; where
/// none was, the command that goes on from here.
public struct NextStep: TextReport {
  private let run: JudgedRun
  private let isNaming: Bool
  private var program: String
  private let prescribing: [String]?

  /// The next step after a run.
  ///
  /// - Parameters:
  ///   - naming: whether the run is one of several, and is named.
  ///   - program: what the program is called by.
  ///   - prescribing: the words of the command line that tries changes on the run; nil where nobody knows
  ///     them.
  public init(
    _ run: JudgedRun, naming: Bool = false, program: String = "gradscope",
    prescribing: [String]? = nil
  ) {
    (self.run, self.program, self.prescribing) = (run, program, prescribing)
    isNaming = naming
  }

  /// The same step with another name of the program.
  func called(by program: String) -> NextStep {
    var step = self
    step.program = program
    return step
  }

  /// Of another program's run nobody here tried anything, whatever its log says.
  private var tried: [TriedChange] { run.isOwn ? run.record.facts.tried : [] }
  private var healing: TriedChange? {
    tried.first { $0.heals && $0.arguments.first == "train" }
  }

  /// The words of the command line after the program's name, as a shell takes them; nil where the run is
  /// healthy.
  public var arguments: String? {
    words.map { $0.map(\.shellQuoted).joined(separator: " ") }
  }

  private var words: [String]? {
    guard let finding = run.judgement.gravestError else { return nil }
    if let healing { return healing.arguments }
    let canLearn = run.record.facts.reference?.learnedNothing != true
    if run.isOwn, canLearn, let prescribing { return prescribing }
    // Where nothing can be learned, that is what to read about.
    let told = run.judgement.findings.first { !canLearn && $0.rule == "learned-too-little" }
    return ["explain", (told ?? finding).rule]
  }

  /// A few lines with an empty one behind them; none where the run is healthy.
  public var blocks: [TextBlock] {
    guard let arguments else { return [] }
    return sentences.map { .line($0) } + [.command("  \(program) \(arguments)"), .blank]
  }

  private var sentences: [String] {
    let vain = tried.filter { !$0.isHealthy }
    guard let healing else {
      return vain.isEmpty ? [lead] : ["\(failure(vain)) \(lead)"]
    }
    return [
      "Tried with \(seeds(healing)), \(quoted(healing)) heals it: \(outcome(healing))."
        + (vain.isEmpty ? "" : " Not enough alone: \(list(vain)).") + " Run it:"
    ]
  }

  /// What the command does that stands below.
  private var lead: String {
    if run.isOwn, run.record.facts.reference?.learnedNothing == true {
      return "A small healthy network learns nothing from these data either. What to look at:"
    }
    if run.isOwn, prescribing != nil {
      return tried.isEmpty
        ? "Next, what tries changes on \(isNaming ? run.name : "it") and proves which one heals it:"
        : "Next, what tries more, with several seeds:"
    }
    return "Next, what \(isNaming ? "the verdict on \(run.name)" : "this") means and what helps:"
  }

  private func failure(_ vain: [TriedChange]) -> String {
    "Tried, and not enough: \(list(vain))."
  }

  /// The first of them, with what came of each.
  private func list(_ changes: [TriedChange]) -> String {
    let shown = changes.prefix(3).map { "\($0.options) (\(shortOutcome($0)))" }
    let rest = changes.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// `accuracy 0.97 in place of 0.10, healthy`.
  private func outcome(_ change: TriedChange) -> String {
    guard let accuracy = change.accuracy, run.accuracy.isFinite else {
      return shortOutcome(change) + ", no error is left"
    }
    return "accuracy \(Words.share(accuracy)) in place of \(Words.share(run.accuracy)), no error "
      + "is left"
  }

  /// The change as a part of a sentence, which "without" would be lost in.
  private func quoted(_ change: TriedChange) -> String {
    change.options.contains("without ") ? "“\(change.options)”" : change.options
  }

  private func shortOutcome(_ change: TriedChange) -> String {
    let score =
      change.accuracy.map { "accuracy \(Words.share($0))" }
      ?? change.loss.map { "loss \(Words.short($0, digits: 3))" } ?? "diverged"
    // What heals with the seed of the run alone is no remedy.
    guard !change.isHealthy, change.seeds.count > 1, let seed = change.seeds.last else {
      return score
    }
    return "\(score), but it fails with seed \(seed)"
  }

  private func seeds(_ change: TriedChange) -> String {
    guard change.seeds.count == 2 else { return "the same seed" }
    return "seeds \(change.seeds[0]) and \(change.seeds[1])"
  }
}
