import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An SVG, read back by a parser.
final class SVGReader: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    /// The text in it, without that of elements in it.
    var text = ""
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []
  /// Why it cannot be read; nil where it can.
  private(set) var problem: String?

  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() { problem = String(describing: parser.parserError) }
  }

  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { open.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = open.last { elements[last].text += string }
  }

  /// The elements of a name.
  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The texts that are drawn, in order.
  var texts: [String] { all("text").map(\.text) }

  /// Every id.
  var ids: [String] { elements.compactMap { $0.attributes["id"] } }
}
