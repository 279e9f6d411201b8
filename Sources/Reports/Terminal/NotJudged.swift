import Diagnosis

/// Which rules could not be applied to a run, and why: what was not looked for is not known to be well.
public struct NotJudged: TextReport {
  private let run: JudgedRun

  /// The rules that do not apply to this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// One line, reason by reason, that of the most rules first; none where every rule applies.
  public var blocks: [TextBlock] {
    guard !groups.isEmpty else { return [] }
    let count = "\(run.judgement.notApplicable.count) of \(RuleCatalog.all.count) rules"
    return [.line("not judged (\(count)): \(groups.joined(separator: "; "))")]
  }

  private var groups: [String] {
    let codes = Dictionary(grouping: run.judgement.notApplicable.keys) {
      run.judgement.notApplicable[$0] ?? ""
    }
    return codes.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
      reason, codes in
      "\(codes.sorted().joined(separator: ", ")): \(reason)"
    }
  }
}
