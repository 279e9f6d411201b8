import Charts
import Diagnosis
import Records

/// What all sections of a page share.
struct PageContext: Sendable {
  /// The runs under their whole names, in the order they are shown; at least one.
  let runs: [JudgedRun]
  /// How each looks in the pictures of all.
  let styles: [RunStyle]
  /// What to do next about each.
  let next: [NextStep]
  /// The command that made the page.
  let command: String

  init(_ runs: [JudgedRun], next: [NextStep], command: String) {
    self.runs = runs
    styles = RunStyle.styles(for: runs)
    // What a page says outlives the place of the program.
    self.next = runs.indices.map { index in
      index < next.count
        ? next[index].called(by: "gradscope") : NextStep(runs[index], naming: runs.count > 1)
    }
    self.command = command
  }

  /// How a run is doing, as a class of the style sheet with a sign and a word: not by colour alone.
  static func state(_ run: JudgedRun) -> (name: String, sign: String, word: String) {
    if !run.judgement.isHealthy { return ("sick", "✕", "not well") }
    if !run.isTrained { return ("open", "–", "not trained") }
    return run.judgement.warnings > 0
      ? ("warned", "!", "healthy with warnings") : ("well", "✓", "healthy")
  }

  /// The line by which a run is drawn.
  func swatch(_ index: Int) -> Markup {
    let style = styles[index]
    let dash = style.isNaive ? Markup(" stroke-dasharray=\"6 4\"") : nil
    return """
      <svg class="swatch" viewBox="0 0 26 8" aria-hidden="true"><path d="M1 4h24" fill="none" \
      stroke="\(Markup(trusted: ThemedColor(style.color).value))" stroke-width="3"\(dash)/></svg>
      """
  }

  /// The colours of the lines.
  var colors: Set<ThemedColor> { Set(styles.map { ThemedColor($0.color) }) }

  /// A name that may be written in any direction.
  static func name(_ run: JudgedRun) -> Markup { "<bdi>\(run.name)</bdi>" }

  /// A command with a button that copies it.
  static func command(_ words: String) -> Markup {
    """
    <p class="command"><code>\(Markup(exact: words))</code> \
    <button type="button" class="copy" hidden="">Copy</button></p>
    """
  }
}
