import Diagnosis
import Records
import Texts

/// One run after the other, with a switch: what it was, what was found, its pictures and its places.
struct RunSections {
  let context: PageContext
  let figures: PageFigures

  /// The section; of a single run without a switch to turn.
  var markup: Markup {
    """
    <section id="runs" aria-labelledby="runs-title">
    <h2 id="runs-title">\(context.runs.count == 1 ? "Findings and places" : "Run by run")</h2>
    \(choice)\(context.runs.indices.map(article))</section>
    """
  }

  private var choice: Markup {
    guard context.runs.count > 1 else { return .none }
    let options = context.runs.indices.map { index -> Markup in
      let run = context.runs[index]
      let state = PageContext.state(run)
      let checked: Markup = index == 0 ? " checked=\"\"" : ""
      return """
        <label class="\(state.name)"><input type="radio" name="run" value="\(index)"\(checked) />\
        <span>\(context.swatch(index)) \(PageContext.name(run)) <span class="sign" \
        title="\(state.word)">\(state.sign)</span></span></label>

        """
    }
    return """
      <div class="switch" role="radiogroup" aria-label="Run" data-testid="run-switch">
      \(options)</div>

      """
  }

  private func article(_ index: Int) -> Markup {
    let run = context.runs[index]
    // What has no room yet is laid out when it is shown.
    let hidden: Markup = index == 0 ? "" : " hidden=\"\""
    return """
      <article class="run" id="run-\(index)" data-run="\(index)" \
      aria-labelledby="run-\(index)-title"\(hidden)>
      <h3 id="run-\(index)-title">\(PageContext.name(run)): \(run.verdictText)</h3>
      \(facts(run))
      \(FindingSection(run: run).markup)
      \(figures.markup(of: index, level: 4))
      <h4>Places</h4>
      \(PlacesTable(run, number: index).markup)</article>

      """
  }

  /// What was trained, on what and how, and what was recorded.
  private func facts(_ run: JudgedRun) -> Markup {
    let words = NetworkWords(run)
    let last = [run.record.curves.lastStep, run.history.lastStep].compactMap { $0 }.max()
    let recorded = last.map {
      "steps 0 to \($0) in \(run.history.count) time point\(run.history.count == 1 ? "" : "s")"
    }
    let rows: [(String, String?)] = [
      ("Network", run.chain == nil ? nil : words.network), ("Training", words.training),
      ("Data", words.data), ("Recorded", recorded), ("Origin", words.origin),
    ]
    let list = rows.compactMap { title, text in
      text.map { "<div><dt>\(title)</dt><dd>\($0)</dd></div>\n" as Markup }
    }
    return "<dl class=\"facts\">\n\(list)</dl>"
  }
}
