import Diagnosis

/// For each run its verdict, the cause in a sentence, and the one command to run next.
struct VerdictSection {
  let context: PageContext

  var markup: Markup {
    """
    <section id="verdict" data-testid="verdict" aria-labelledby="verdict-title">
    <h2 id="verdict-title">\(context.runs.count == 1 ? "Verdict" : "Verdicts")</h2>
    <ol class="verdicts">
    \(context.runs.indices.map(entry))</ol>
    </section>
    """
  }

  private func entry(_ index: Int) -> Markup {
    let run = context.runs[index]
    let state = PageContext.state(run)
    return """
      <li class="verdict" data-run="\(index)">
      <h3>\(context.swatch(index)) \(PageContext.name(run))</h3>
      <div>
      <p class="state \(state.name)"><span class="sign" aria-hidden="true">\(state.sign)</span> \
      \(GlossedText(run.verdictText).markup) <span class="score">\(score(run))</span></p>
      \(reason(run))\(next(index))</div>
      </li>

      """
  }

  /// How good it is, and what a layer leaves of δ.
  private func score(_ run: JudgedRun) -> String {
    let factor = run.evidence.initialDeltaFactor.map { "δ \(run.factorText($0)) per \(run.noun)" }
    let score = run.scoreWords
    return [score, factor].compactMap { $0 }.joined(separator: ", ")
  }

  /// The sentence of the finding that gives the verdict.
  private func reason(_ run: JudgedRun) -> Markup {
    guard let finding = run.judgement.gravestError else {
      let learned = run.isTrained ? Narrative([run]).sentences.first : nil
      return context.runs.count > 1 || learned == nil
        ? .none : "<p>\(GlossedText(learned ?? "").markup)</p>\n"
    }
    return "<p>\(GlossedText(finding.message).markup)</p>\n"
  }

  private func next(_ index: Int) -> Markup {
    var markup = Markup.none
    for block in context.next[index].blocks {
      switch block {
      case .line(let text) where !text.plain.isEmpty:
        markup += "<p class=\"next\">\(text.plain)</p>\n"
      case .copyable(let text), .command(let text):
        markup += PageContext.command(text.trimmingPrefix { $0 == " " }.description) + "\n"
      default: continue
      }
    }
    return markup
  }
}
