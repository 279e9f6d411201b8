import Diagnosis

/// Which rules could not be applied to a run, by what the record lacks for them: what was not looked for is not
/// known to be well.
public struct NotJudged: TextReport {
  private let run: JudgedRun

  /// The rules that do not apply to this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// How many there are, then a line for each thing that is lacking, what the most rules ask for first; none
  /// where every rule applies.
  public var blocks: [TextBlock] {
    let reasons = run.judgement.inapplicable
    guard !reasons.isEmpty else { return [] }
    let groups = Dictionary(grouping: reasons.keys.sorted()) { reasons[$0]?.lack }
    let lacking = groups.flatMap { lack, codes in lack.map { byWords($0, codes) } ?? [] }
      .sorted { ($1.codes.count, $0.codes[0]) < ($0.codes.count, $1.codes[0]) }
    let lines = lacking.map { "  lacks \($0.words): \($0.codes.joined(separator: ", "))" }
    let others = groups[nil] ?? []
    let further = others.isEmpty ? [] : ["  " + doesNotApply(others)]
    return [.line("not judged (\(reasons.count) of \(RuleCatalog.all.count) rules):")]
      + (lines + further + [Self.key] + (run.curvesAlone == nil ? [] : Self.oneLine))
      .map { .line($0) }
  }

  /// How the layers come to be logged.
  private static let oneLine = [
    "no layer was logged; with PyTorch one line does it, before the training:",
    "  import gradscope_recorder; gradscope_recorder.watch(model, optimizer, log=\"run.gradscope.jsonl\")",
    "  other programs write a run log themselves: Documentation/run-log.md",
  ]

  /// What the codes are.
  private static let key = "  (what the rule of a code looks for: gradscope explain CODE)"

  /// What is lacking: where all rules want the same, in their own words; signals each by its name. A few losses too, as
  /// the others are known and printed.
  private func byWords(_ lack: Lack, _ codes: [String]) -> [(words: String, codes: [String])] {
    let own = Dictionary(grouping: codes) { code in
      run.judgement.inapplicable[code]?.thing ?? lack.words
    }
    let isShort = lack == .losses && own.count <= 3
    guard own.count > 1, lack != .signals, !isShort else {
      return own.map { ($0.key, $0.value) }
    }
    return [(lack.words, codes)]
  }

  /// Rules about something that this run has not, each reason once.
  private func doesNotApply(_ codes: [String]) -> String {
    var groups: [(reason: String, codes: [String])] = []
    for code in codes {
      let reason = run.judgement.inapplicable[code]?.words ?? ""
      if let index = groups.firstIndex(where: { $0.reason == reason }) {
        groups[index].codes.append(code)
      } else {
        groups.append((reason, [code]))
      }
    }
    return "does not apply: "
      + groups.map { "\($0.codes.joined(separator: ", ")) (\($0.reason))" }.joined(separator: "; ")
  }
}
