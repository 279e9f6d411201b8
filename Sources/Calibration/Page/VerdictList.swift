/// What was found in every run, a line each: two versions' lists of the same plan show which runs are
/// judged in another way (`diff`).
struct VerdictList {
  let results: [TrialResult]

  /// Place in the plan, findings by code, command, with tabs between them.
  var lines: [String] {
    results.map { result in
      let found = result.found.sorted { $0.key < $1.key }
        .map { "\($0.key) \($0.value.rawValue)" }
      return [
        "\(result.trial.index)", found.isEmpty ? "nothing" : found.joined(separator: ", "),
        result.trial.command,
      ].joined(separator: "\t")
    }
  }
}
