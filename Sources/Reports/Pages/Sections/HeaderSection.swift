import Diagnosis
import Texts

/// The head of a page: what was found in one line, and where the sections are.
struct HeaderSection {
  let context: PageContext

  /// What the page is called in a list of windows.
  var title: String {
    context.runs.count == 1
      ? "\(context.runs[0].name): \(context.runs[0].verdictText)" : "\(networks): \(result)"
  }

  private var networks: String {
    FigureContext(context.runs, command: context.command).count
  }

  /// Such as `4 of 8 are healthy`.
  private var result: String {
    let healthy = context.runs.count { $0.judgement.isHealthy && $0.isTrained }
    let sick = context.runs.count { !$0.judgement.isHealthy }
    if healthy == context.runs.count { return "all are healthy" }
    if sick == context.runs.count { return "none is healthy" }
    return "\(healthy) of \(context.runs.count) \(healthy == 1 ? "is" : "are") healthy"
  }

  /// The head, with the way to each of these sections.
  func markup(sections: [(id: String, title: String)]) -> Markup {
    """
    <header class="page">
    <p class="kicker">\(kicker)</p>
    <h1>\(heading)</h1>
    \(lead)
    <nav aria-label="Sections"><ul>
    \(sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>\n" as Markup })</ul>
    \(ThemeSwitch.button)</nav>
    </header>
    """
  }

  private var kicker: String {
    guard context.runs.count == 1 else { return networks }
    let words = NetworkWords(context.runs[0])
    return [context.runs[0].name, words.network].joined(separator: ": ")
  }

  private var heading: Markup {
    guard context.runs.count == 1 else { return "\(result.asBeginning)" }
    let run = context.runs[0]
    let state = PageContext.state(run)
    return """
      <span class="sign \(state.name)" aria-hidden="true">\(state.sign)</span> \
      \(run.verdictText.asBeginning)
      """
  }

  /// What was seen, and what was read.
  private var lead: Markup {
    var known: Set<Glossary.Term> = []
    let sentences = Narrative(context.runs).sentences.enumerated().map { index, sentence in
      let glossed = GlossedText(sentence, known: known)
      known = glossed.terms
      let kind: Markup = index == 0 ? " class=\"lead\"" : ""
      return "<p\(kind)>\(glossed.markup)</p>\n" as Markup
    }
    let read = DataSheet(context.runs).lines.filter { !$0.isEmpty }.map {
      "<p class=\"aside\">\($0)</p>\n" as Markup
    }
    return "\(sentences)\(read)"
  }
}
