import Charts
import Diagnosis
import Texts

/// The page that people send to each other: verdicts, causes, pictures, places and the data of runs in one
/// file that needs nothing else.
public struct ReportPage: Sendable {
  /// What it is called in a folder of pictures, and, without the ending, where one chooses pictures.
  public static let fileName = "\(name).html"
  static let name = "report"
  /// What it is, in a line for whoever chooses pictures.
  static let topic = "a page to send, with all pictures, findings, places and data"

  private let context: PageContext
  private let kinds: [any RunFigure.Type]

  /// A page of these runs, in the order they are shown.
  ///
  /// - Parameters:
  ///   - command: what made it, in the words of the command line.
  ///   - next: the next step after each run; empty where no more is known of them than their records say.
  public init(_ runs: [JudgedRun], command: String, next: [NextStep] = []) {
    self.init(runs, command: command, next: next, kinds: FigureCatalog.all)
  }

  init(
    _ runs: [JudgedRun], command: String, next: [NextStep] = [], kinds: [any RunFigure.Type]
  ) {
    context = PageContext(runs, next: next, command: command)
    self.kinds = kinds
  }

  /// The file, in UTF-8.
  ///
  /// - Parameter document: the runs as JSON, as `--format json` writes them.
  public func bytes(document: String) -> [UInt8] {
    Array(html(document: document).utf8)
  }

  /// The runs as JSON, where nothing is known of them but their records.
  func document(_ files: [String]) throws -> String {
    guard context.runs.count == 1 else {
      return try JSONText.encode(
        ComparisonDocument(
          context.runs, configuration: ComparisonDocument.configuration(of: context.runs),
          files: files, next: context.next), pretty: false)
    }
    return try JSONText.encode(
      RunDocument(context.runs[0], files: files, isTopLevel: true, next: context.next[0]),
      pretty: false)
  }

  func html(document: String) -> String {
    let figures = PageFigures(context, kinds: kinds)
    let header = HeaderSection(context: context)
    let style = PageStyle(colors: figures.colors.union(context.colors)).text
    let script = PageScript.text
    let isSeveral = context.runs.count > 1
    let sections: [(id: String, title: String)] = [
      ("verdict", isSeveral ? "Verdicts" : "Verdict"),
      ("figures", isSeveral ? "Side by side" : "Pictures"),
      ("runs", isSeveral ? "Run by run" : "Findings and places"), ("words", "Words and rules"),
      ("data", "Data"),
    ]
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="\(policy(style, script))" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="generator" content="gradscope \(Version.current)" />
      <title>\(header.title)</title>
      <style>\(Markup(trusted: style))</style>
      <noscript><style>\(Markup(trusted: PageStyle.withoutScript))</style></noscript>
      </head>
      <body>
      <a class="skip" href="#verdict">To the verdict</a>
      \(header.markup(sections: sections))
      <main>
      \(VerdictSection(context: context).markup)
      <section id="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">\(sections[1].title)</h2>
      \(isSeveral ? RunsTable(context: context).markup : nil)
      <p class="aside" id="keys" hidden="">Values are shown under the pointer. By keyboard: a \
      picture is reached with Tab; the left and right arrows go along a line or a row, up and down \
      to the next one, Page Up and Page Down to the next plot; Escape ends it.</p>
      \(figures.failureMarkup)\(figures.markup(of: nil, level: 3))</section>
      \(RunSections(context: context, figures: figures).markup)
      \(WordsSection(runs: context.runs).markup)
      \(DataSection(context: context, document: document).markup)
      </main>
      <div id="tooltip" data-testid="tooltip" role="tooltip" hidden=""></div>
      <div id="announcer" class="unseen" aria-live="polite"></div>
      <script>\(Markup(trusted: script))</script>
      </body>
      </html>

      """
    return page.text
  }

  /// Nothing is fetched and nothing runs but what was written here.
  private func policy(_ style: String, _ script: String) -> String {
    let styles = [style, PageStyle.withoutScript].map { ContentHash($0).source }
    return "default-src 'none'; img-src data:; style-src \(styles.joined(separator: " ")); "
      + "script-src \(ContentHash(script).source); base-uri 'none'; form-action 'none'"
  }
}
