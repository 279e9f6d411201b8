import Foundation
import Testing
import Texts

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A document shows what steers a terminal by the rules of its own format.
struct PrintableDocumentTests {
  private let name = "a\u{1B}[2Jb\u{202E}c\u{9B}d\u{E0001}e\u{2028}f\u{7F}g"

  private func isPrintable(_ text: String) -> Bool {
    !text.unicodeScalars.contains {
      [.control, .format, .lineSeparator, .paragraphSeparator]
        .contains($0.properties.generalCategory) && $0 != "\n"
    }
  }

  @Test func jsonLosesNothing() throws {
    let long = String(repeating: "n", count: 1000) + "\"\\"
    let values = [name, long, "zwj 👩‍🔬"]
    let plain = try JSONText.encode(values)
    let text = PrintableDocument(plain, format: .json).text
    #expect(isPrintable(text) && !isPrintable(plain))
    #expect(text.contains("\\u202e") && text.contains("\\udb40\\udc01"))
    #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == values)
  }

  @Test func aReportOfFindingsHasWordsOfBoundedLength() throws {
    // Escapes and references are not torn apart.
    let long = String(repeating: "\"\\&<|", count: 1000) + "end"
    let sarif = PrintableDocument(try JSONText.encode([long]), format: .sarif).text
    let value = try #require(JSONDecoder().decode([String].self, from: Data(sarif.utf8)).first)
    #expect(value.count == 200 && value.contains("…") && value.hasSuffix("end"))

    let xml = PrintableDocument("<a b=\"\(XMLText.attribute(name + long))\"/>", format: .xml).text
    let parser = XMLParser(data: Data(xml.utf8))
    #expect(parser.parse() && isPrintable(xml) && xml.utf8.count < 2000, "\(xml)")

    let cell = MarkdownDocument.escaped(long)
    let markdown = PrintableDocument("| \(cell) | \(name) |", format: .markdown).text
    #expect(isPrintable(markdown) && markdown.utf8.count < 2000)
    #expect(
      markdown.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" } == 3)
  }

  @Test func aDocumentWithoutSuchCharactersIsLeftAsItIs() throws {
    let runs = SampleRuns.runs(depth: 4, steps: 20)
    let markdown = MarkdownDocument(runs, files: ["a.png"]).text
    #expect(PrintableDocument(markdown, format: .markdown).text == markdown)
    let junit = JUnitDocument(runs).text
    #expect(PrintableDocument(junit, format: .xml).text == junit)
    let sarif = try JSONText.encode(SARIFDocument(runs, command: "gradscope train"))
    #expect(PrintableDocument(sarif, format: .sarif).text == sarif)
  }
}
