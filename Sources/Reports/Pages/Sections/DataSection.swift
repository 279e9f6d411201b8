/// The numbers behind everything, to be kept: the same document as `--format json`.
struct DataSection {
  let context: PageContext
  /// JSON.
  let document: String

  /// What it is called when it is saved.
  private var fileName: String { context.runs.count == 1 ? "run.json" : "comparison.json" }

  var markup: Markup {
    """
    <section id="data" aria-labelledby="data-title">
    <h2 id="data-title">Data</h2>
    <p>All numbers of this page stand in it, as <code>--format json</code> writes them. \
    <a id="save" href="#data" download="\(fileName)">Save the data (JSON, \(size))</a></p>
    <p>Made with gradscope \(Version.current):</p>
    \(PageContext.command(context.command))
    <script type="application/json" id="raw-data" data-testid="raw-data">\
    \(Markup.json(document))</script>
    </section>
    """
  }

  private var size: String {
    let bytes = document.utf8.count
    return bytes < 100_000 ? "\(bytes / 1_000 + 1) kB" : "\(Words.short(Double(bytes) / 1e6)) MB"
  }
}
