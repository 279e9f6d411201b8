import Diagnosis
import Foundation
import Testing
import Texts

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The XML, read back by a parser.
struct JUnitDocumentTests {
  /// Elements in order, with their attributes.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { elements.append((name, attributes)) }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func all(_ name: String) -> [[String: String]] {
      elements.filter { $0.name == name }.map(\.attributes)
    }
  }

  private func read(_ text: String) -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  @Test func aSuiteForEachRunAndACaseForEachRule() {
    let runs = SampleRuns.runs(depth: 10)
    let reader = read(JUnitDocument(runs).text)
    #expect(reader.all("testsuite").map { $0["name"] } == runs.map(\.name))
    let rules = RuleCatalog.all.count
    #expect(reader.all("testcase").count == rules * runs.count)
    #expect(reader.all("testsuites")[0]["tests"] == "\(rules * runs.count)")
    let failing = runs.flatMap { run in
      Set(run.judgement.findings.filter { $0.severity == .error }.map(\.code))
    }
    #expect(!failing.isEmpty)
    #expect(reader.all("failure").count == failing.count)
    #expect(reader.all("testsuites")[0]["failures"] == "\(failing.count)")
    #expect(reader.all("failure").allSatisfy { $0["message"]?.isEmpty == false })
  }

  @Test func warningsFailWhereTheyAreAskedToAndAreToldWhereNot() throws {
    var record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.4, finalLoss: 0.9)
    record.name = "slow"
    let run = JudgedRun(record)
    let warnings = Set(run.judgement.findings.filter { $0.severity == .warning }.map(\.code))
    try #require(run.judgement.isHealthy && !warnings.isEmpty)
    let lenient = read(JUnitDocument([run]).text)
    #expect(lenient.all("failure").isEmpty && lenient.all("system-out").count >= 1)
    #expect(
      read(JUnitDocument([run], threshold: .warning).text).all("failure").count == warnings.count)
  }

  @Test func aRuleThatDoesNotApplyIsSkippedWithItsReason() {
    let reader = read(JUnitDocument([JudgedRun(ExampleRecord.make(depth: 1, steps: 3))]).text)
    let reasons = reader.all("skipped").compactMap { $0["message"] }
    #expect(reasons.contains { $0.hasPrefix("not applicable: needs 100 updates") })
    #expect(reader.all("testsuite")[0]["skipped"] == "\(reasons.count)")
  }

  /// A name may hold whatever a store was given.
  @Test func namesWithMarkupAndControlCharactersComeBack() {
    var record = ExampleRecord.make()
    record.name = "a<b>&\"c\"\u{1}\u{0B}\u{FFFE}\nd\te"
    let reader = read(JUnitDocument([JudgedRun(record)]).text)
    #expect(
      reader.all("testsuite")[0]["name"] == "a<b>&\"c\"\u{FFFD}\u{FFFD}\u{FFFD}\nd\te")
    #expect(XMLText.escaped("]]>\u{0}") == "]]&gt;\u{FFFD}")
  }
}
