import Diagnosis
import Texts

/// What the technical words mean, and what the rules look for that found something, with their thresholds.
struct WordsSection {
  let runs: [JudgedRun]

  var markup: Markup {
    """
    <section id="words" aria-labelledby="words-title">
    <h2 id="words-title">Words and rules</h2>
    <dl class="words">
    \(Glossary.all.map(entry))</dl>
    \(rules)</section>
    """
  }

  private func entry(_ term: Glossary.Term) -> Markup {
    let formula: Markup? = term.formula.map { " <span class=\"formula\">\($0)</span>" }
    return """
      <div><dt>\(term.title)</dt><dd id="word-\(term.id)">\(term.meaning)\(formula)</dd></div>

      """
  }

  private var rules: Markup {
    let codes = Set(runs.flatMap(\.judgement.findings).map(\.code))
    // Not their pages: these train what each rule was tried on.
    let found = RuleCatalog.all.map(\.description).filter { codes.contains($0.code) }
      .sorted { $0.code < $1.code }
    guard !found.isEmpty else { return .none }
    return "<h3>Rules that found something</h3>\n\(found.map(rule))"
  }

  private func rule(_ page: RuleDescription) -> Markup {
    let thresholds = page.thresholds.map {
      """
      <div><dt><code>\($0.name)</code> \(Words.short(Thresholds.standard[$0]))</dt>\
      <dd>\($0.meaning): \($0.reason)</dd></div>

      """ as Markup
    }
    let list: Markup? = thresholds.isEmpty ? nil : "<dl class=\"words\">\n\(thresholds)</dl>\n"
    let confusions: Markup? = page.confusions.map { "<p>What it confuses: \($0)</p>\n" }
    return """
      <details class="rule" id="rule-\(page.code)"><summary>\(page.code) \
      \(page.name.replacing("-", with: " "))</summary>
      <p id="detects-\(page.code)">\(page.detects)</p>
      <p>\(page.why)</p>
      \(list)\(confusions)<p class="aside">\(page.references.joined(separator: "; "))</p>
      </details>

      """
  }
}
