import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page, read back: its elements by an XML parser, as every element of it is closed; scripts and styles,
/// which are no XML, beside them.
final class PageReader: NSObject, XMLParserDelegate {
  final class Element {
    let name: String
    let attributes: [String: String]
    private(set) weak var parent: Element?
    var children: [Element] = []
    /// All text in it.
    var text = ""

    init(_ name: String, _ attributes: [String: String], in parent: Element?) {
      (self.name, self.attributes, self.parent) = (name, attributes, parent)
    }

    /// Whether it, or what it is in, is hidden.
    var isHidden: Bool { attributes["hidden"] != nil || parent?.isHidden == true }

    func has(_ kind: String) -> Bool {
      attributes["class"]?.split(separator: " ").contains(Substring(kind)) == true
    }
  }

  let html: String
  private(set) var elements: [Element] = []
  private var open: [Element] = []
  /// Why it cannot be read; nil where it can.
  private(set) var problem: String?
  /// What stands in its scripts and styles, with their opening tags.
  private(set) var raw: [(tag: String, text: String)] = []

  init(_ html: String) {
    self.html = html
    super.init()
    // As bytes: a script may be a megabyte long.
    let bytes = Data(html.utf8.dropFirst("<!DOCTYPE html>".utf8.count))
    var body = Data()
    var place = bytes.startIndex
    func range(of text: String, from start: Int) -> Range<Int>? {
      bytes.range(of: Data(text.utf8), in: start..<bytes.endIndex)
    }
    while let start = ["<script", "<style"].compactMap({ range(of: $0, from: place) })
      .min(by: { $0.lowerBound < $1.lowerBound }), let tag = range(of: ">", from: start.upperBound),
      let end = range(of: start.count == 7 ? "</script>" : "</style>", from: tag.upperBound)
    {
      func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
      raw.append(
        (text(start.lowerBound..<tag.upperBound), text(tag.upperBound..<end.lowerBound)))
      body += bytes[place..<tag.upperBound] + bytes[end]
      place = end.upperBound
    }
    body += bytes[place...]
    let parser = XMLParser(data: body)
    parser.delegate = self
    if !parser.parse() {
      problem = "line \(parser.lineNumber): \(String(describing: parser.parserError))"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let element = Element(name, attributes, in: open.last)
    open.last?.children.append(element)
    open.append(element)
    elements.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { open.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for element in open { element.text += string }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The elements of a hook of tests.
  func hooked(_ hook: String) -> [Element] {
    elements.filter { $0.attributes["data-testid"] == hook }
  }

  var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  /// The document in it.
  func document() throws -> [String: Any]? {
    let text = raw.first { $0.tag.contains("raw-data") }?.text ?? ""
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  }

  /// The values behind its pictures, in their order.
  func shown() throws -> [ShownReader] {
    try raw.filter { $0.tag.contains("class=\"shown\"") }.map { try ShownReader($0.text) }
  }
}

/// The values behind a picture, read as the script reads them.
struct ShownReader {
  struct Line {
    let plot: String?
    let name: String
    let xs: [Double]
    let ys: [Double]
  }
  struct Cells {
    let plot: String?
    let xs: [Double]
    let ys: [Double]
    let values: [Double]
  }

  private(set) var lines: [Line] = []
  private(set) var cells: [Cells] = []

  init(_ text: String) throws {
    let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    let lists = (root["lists"] as? [String] ?? []).map(Self.numbers)
    func list(_ object: [String: Any], _ key: String) -> [Double] {
      (object[key] as? Int).map { lists[$0] } ?? []
    }
    for plot in root["plots"] as? [[String: Any]] ?? [] {
      let title = plot["title"] as? String
      for line in plot["lines"] as? [[String: Any]] ?? [] {
        lines.append(
          Line(
            plot: title, name: line["name"] as? String ?? "", xs: list(line, "xs"),
            ys: list(line, "ys")))
      }
      for grid in plot["cells"] as? [[String: Any]] ?? [] {
        cells.append(
          Cells(
            plot: title, xs: list(grid, "xs"), ys: list(grid, "ys"), values: list(grid, "values")))
      }
    }
  }

  /// Float64s; of Float32s it is nonsense that nobody asks for.
  private static func numbers(_ text: String) -> [Double] {
    let data = Data(base64Encoded: text) ?? Data()
    return stride(from: 0, to: data.count - data.count % 8, by: 8).map { start in
      data[start..<start + 8].withUnsafeBytes { $0.loadUnaligned(as: Double.self) }
    }
  }
}
