import Diagnosis
import Records
import Texts

/// The findings on a run as a tree of causes, with what was measured, what it was compared with, and what to do.
struct FindingSection {
  let run: JudgedRun

  var markup: Markup {
    let trees = FindingTree.branches(FindingTree(run.judgement.findings).nodes[...])
    let list =
      trees.isEmpty
      ? "<p>No rule found anything.</p>\n" as Markup
      : "<ul class=\"findings\">\n\(trees.map(entry))</ul>\n"
    return """
      <h4>What was found</h4>
      \(list)\(tried)\(notJudged)
      """
  }

  private func entry(
    _ node: FindingTree.Node, below: ArraySlice<FindingTree.Node>
  ) -> Markup {
    let (finding, cause) = (node.finding, node.cause)
    let consequences: Markup? =
      below.isEmpty
      ? nil
      : """
      <p class="explains">which explains:</p>
      <ul>
      \(FindingTree.branches(below).map(entry))</ul>

      """
    return """
      <li class="finding \(finding.severity.rawValue)">
      <h5><span class="severity">\(severity(finding))</span> \
      <a class="word" href="#rule-\(finding.code)" aria-describedby="detects-\(finding.code)">\
      \(finding.code) \(finding.rule.replacing("-", with: " "))</a>\(place(finding))</h5>
      <p>\(GlossedText(finding.message).markup)</p>
      \(cause.map { "<p class=\"aside\">Explained by \($0.code) \($0.rule).</p>\n" as Markup })\
      \(evidence(finding))\(remedies(finding))\(consequences)</li>

      """
  }

  private func severity(_ finding: Finding) -> Markup {
    guard let term = Glossary.named("severity") else { return "\(finding.severity.rawValue)" }
    return GlossedText.link(finding.severity.rawValue, to: term)
  }

  /// Where and when.
  private func place(_ finding: Finding) -> Markup {
    let place = run.placeWords(finding)
    let steps: String? =
      switch (finding.steps.first, finding.steps.last) {
      case (let first?, let last?) where first == last: "step \(first)"
      case (let first?, let last?): "steps \(first) to \(last)"
      default: nil
      }
    let words = [place, steps].compactMap { $0 }.joined(separator: ", ")
    return words.isEmpty ? .none : "<span class=\"where\">, \(words)</span>"
  }

  // MARK: - Numbers

  /// What was measured beside what it was compared with, which has the same name.
  private func evidence(_ finding: Finding) -> Markup {
    let keys = Set(finding.evidence.keys).union(finding.threshold.keys).sorted()
    guard !keys.isEmpty else { return .none }
    let rows = keys.map { key -> Markup in
      let limit = finding.threshold[key]
      return """
        <tr><th scope="row">\(Self.words(key))</th><td>\(finding.evidence[key].map(Self.number))</td>\
        <td>\(limit.map(Self.number))</td>\
        <td>\(limit.flatMap { Self.meaning(of: key, $0, in: finding) } ?? "")</td></tr>

        """
    }
    let count = finding.evidence.count
    return """
      <details class="evidence"><summary>Measured \(count) \(count == 1 ? "number" : "numbers")\
      \(finding.threshold.isEmpty ? "" : ", compared with \(finding.threshold.count)")</summary>
      <table class="numbers"><caption class="unseen">Numbers of \(finding.code) \(finding.rule)</caption>\
      <thead><tr><th scope="col">what</th><th scope="col">measured</th>\
      <th scope="col">threshold</th><th scope="col">why this one</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      </details>

      """
  }

  /// What is compared with a threshold, and why it is what it is: by its name, or by its value where only one
  /// of the rule's has it.
  private static func meaning(of key: String, _ value: Double, in finding: Finding) -> String? {
    let rule = RuleCatalog.all.first { $0.description.code == finding.code }
    let own = rule?.description.thresholds ?? []
    let equal = own.filter { $0.standard == value }
    let threshold = own.first { $0.name == key } ?? (equal.count == 1 ? equal.first : nil)
    return threshold.map { "\($0.meaning): \($0.reason)" }
  }

  /// `δ first over last` of `deltaFirstOverLast`, `derivative RMS` of `derivativeRMS`.
  static func words(_ key: String) -> String {
    var words: [String] = []
    for letter in key {
      let isNext = letter.isUppercase && words.last?.last?.isUppercase != true
      if isNext || words.isEmpty { words.append("") }
      words[words.count - 1].append(letter)
    }
    return words.map { word in
      let plain = word.count > 1 && word.allSatisfy(\.isUppercase) ? word : word.lowercased()
      return plain == "delta" ? "δ" : plain
    }.joined(separator: " ")
  }

  private static func number(_ value: Double) -> Markup {
    "<data value=\"\(value)\">\(Words.short(value, digits: 3))</data>" as Markup
  }

  // MARK: - What to do

  private func remedies(_ finding: Finding) -> Markup {
    guard !finding.remedies.isEmpty else { return .none }
    let words = RemedyWords(run.record, of: finding)
    let items = finding.remedies.map { remedy -> Markup in
      let lines = (words.lines(remedy) ?? []).map { "<code>\(Markup(exact: $0))</code>" as Markup }
      let lead = words.language == .pytorch ? "in PyTorch: " : ""
      let code: Markup? =
        lines.isEmpty ? nil : " <span class=\"code\">\(lead)\(lines.joined(by: " "))</span>"
      let text = GlossedText(remedy.words.asBeginning).markup
      return
        "<li>\(text)\(code)\(outcome(remedy))</li>\n"
    }
    return "<p class=\"label\">What to do</p>\n<ul class=\"remedies\">\n\(items)</ul>\n"
  }

  /// What came of a remedy that was tried.
  private func outcome(_ remedy: Remedy) -> Markup {
    let key = remedy.action.key
    let changes = run.isOwn ? run.record.facts.tried.filter { $0.remedies.contains(key) } : []
    guard let change = changes.first(where: \.heals) ?? changes.first else { return .none }
    return " <span class=\"outcome\">Tried: \(Self.outcome(change)).</span>"
  }

  /// `accuracy 0.97, healthy`.
  private static func outcome(_ change: TriedChange) -> String {
    let score =
      change.accuracy.map { "accuracy \(Words.share($0))" }
      ?? change.loss.map { "loss \(Words.short($0, digits: 3))" } ?? "diverged"
    return "\(score), \(change.verdict.replacing("-", with: " "))"
  }

  /// Everything that was tried, with what came of it.
  private var tried: Markup {
    let changes = run.isOwn ? run.record.facts.tried : []
    guard !changes.isEmpty else { return .none }
    let items = changes.map { change -> Markup in
      let seeds = change.seeds.map { "\($0)" }.joined(separator: " and ")
      let kind: Markup = change.heals ? " class=\"heals\"" : ""
      return """
        <li\(kind)><code>\(Markup(exact: change.options))</code> \
        \(Self.outcome(change))\(seeds.isEmpty ? "" : " (seed \(seeds))")\
        \(change.heals ? ": it heals" : "")</li>

        """
    }
    return "<h4>What was tried</h4>\n<ul class=\"tried\">\n\(items)</ul>\n"
  }

  /// What was not looked for is not known to be well.
  private var notJudged: Markup {
    let lines = NotJudged(run).lines.filter { !$0.isEmpty }
    guard let line = lines.first else { return .none }
    return """
      <details class="unjudged"><summary>Not judged: \(run.judgement.notApplicable.count) of \
      \(RuleCatalog.all.count) rules</summary>
      <p>\(line)</p></details>

      """
  }
}
