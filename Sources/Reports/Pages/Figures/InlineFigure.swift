import Charts

/// A picture drawn for a page: text that can be read, values that can be asked for.
struct InlineFigure: Sendable {
  let name: String
  let topic: String
  let title: String
  /// The run that it is of; nil where it is of all.
  let run: Int?
  private let picture: String
  let shown: ShownData
  private let id: String
  /// The colours that the page sets for its dark theme.
  let colors: Set<ThemedColor>

  /// Draws a picture.
  ///
  /// - Parameters:
  ///   - id: what every id of it begins with.
  ///   - description: what it shows, for whoever does not see it.
  ///   - tolerance: how far a long line may stray from its points, in points.
  /// - Throws: `PictureError` for a size that no picture can have.
  init(
    _ figure: any Figure, id: String, run: Int?, description: String, tolerance: Double
  ) throws(PictureError) {
    name = type(of: figure).name
    topic = type(of: figure).topic
    title = figure.title
    self.run = run
    self.id = id
    let canvas = try SVGCanvas(
      size: figure.size, prefix: id, coloring: .themed, background: nil, pixelsPerPoint: 1,
      tolerance: tolerance)
    figure.draw(on: canvas)
    picture = canvas.element(title: figure.title, description: description)
    shown = canvas.shown
    colors = canvas.colors
  }

  /// Bytes of the picture.
  var size: Int { picture.utf8.count }

  /// The picture under its heading, with the values behind it. In a narrow window, where it is too small to
  /// read, its title stands above it as text, and a switch shows it at full size.
  ///
  /// - Parameters:
  ///   - level: of the heading.
  ///   - mostCells: so many numbers of its cells are kept.
  ///   - mostPoints: so many points of its lines.
  func markup(level: Int, mostCells: Int, mostPoints: Int) -> Markup {
    let heading = topic.asBeginning
    let canAsk = !shown.isEmpty
    let stage: Markup =
      canAsk
      ? """
       tabindex="0" role="application" aria-roledescription="chart" aria-label="\(heading)" \
      aria-describedby="keys"
      """ : ""
    let data: Markup? =
      canAsk
      ? """
      <script type="application/json" class="shown">\
      \(Markup.json(shown.json(mostPoints: mostPoints, mostCells: mostCells)))</script>

      """ : nil
    return """
      <figure id="\(id)" data-testid="figure" data-figure="\(name)">
      <figcaption><h\(level)>\(heading)</h\(level)>
      <p class="title" data-testid="figure-title">\(title)</p></figcaption>
      <label class="full"><input type="checkbox" data-testid="full-size" \
      aria-label="Full size: \(heading)" /> Full size</label>
      <div class="stage"\(stage)>
      \(Markup(trusted: picture))
      </div>
      \(data)</figure>

      """
  }
}

extension Markup {
  /// JSON within a script element, which no text in it can end, and in which nothing steers a reader.
  package static func json(_ text: String) -> Markup {
    // One pass over bytes: a page's data are megabytes.
    let printable = PrintableDocument(text, format: .json).text
    var bytes: [UInt8] = []
    bytes.reserveCapacity(printable.utf8.count)
    for byte in printable.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += Array("\\u0026".utf8)
      case UInt8(ascii: "<"): bytes += Array("\\u003c".utf8)
      case UInt8(ascii: ">"): bytes += Array("\\u003e".utf8)
      default: bytes.append(byte)
      }
    }
    return Markup(trusted: String(decoding: bytes, as: UTF8.self))
  }
}
