import Diagnosis
import Foundation
import Records
import Testing

@testable import Exchange

/// The page of the format and its schema, against what is read.
@Suite struct LogPageTests {
  private static let documents = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Documentation").standardized

  private func page() throws -> String {
    try String(contentsOf: Self.documents.appending(path: "run-log.md"), encoding: .utf8)
  }

  /// The keys of an object of the schema.
  private func keys(_ name: String) throws -> Set<String> {
    let data = try Data(contentsOf: Self.documents.appending(path: "run-log.schema.json"))
    let schema = try JSONDecoder().decode(JSONValue.self, from: data)
    guard case .object(let keys) = schema["$defs"]?[name]?["properties"] else { return [] }
    return Set(keys.keys)
  }

  @Test func theSchemaHasTheFactsThatAreRead() throws {
    #expect(try keys("facts") == RunLogFacts.keys)
  }

  @Test func theSchemaHasTheQuantities() throws {
    let further: Set = ["step", "place", "silentUnits", "distinctUnits", "histograms"]
    #expect(try keys("placeLine") == further.union(Quantity.all.map(\.name)))
  }

  @Test func theSchemaHasTheNumbersOfAStep() throws {
    // What this program alone writes is on the page, as a further key.
    #expect(
      try keys("stepLine") == LoggedCurves.keys.union(["step"]).subtracting(["clippingFactor"]))
  }

  @Test func thePageNamesWhatIsRead() throws {
    let page = try page()
    for key in RunLogFacts.keys { #expect(page.contains("`\(key)`"), "\(key)") }
    for quantity in Quantity.all where !page.contains("`\(quantity.name)`") {
      // Of alike names only what differs is written.
      let isShort = ["Mean", "Std", "RMS", "Activations", "Deltas", "Gradients", "Weights"]
        .contains { quantity.name.hasSuffix($0) && page.contains("…\($0)`") }
      #expect(isShort, "\(quantity.name)")
    }
  }

  /// The table that says what to log for a finding has every rule, and what it cannot do without.
  @Test func thePageSaysWhatEveryFindingNeeds() throws {
    let rows = try page().split(separator: "\n").filter { $0.hasPrefix("| GS") }
    let rules = RuleCatalog.all.map(\.description).sorted { $0.code < $1.code }
    #expect(rows.count == rules.count)
    for (row, rule) in zip(rows, rules) {
      #expect(row.hasPrefix("| \(rule.code) \(rule.name) | "), "\(row)")
      for quantity in rule.quantities { #expect(row.contains("`\(quantity.name)`"), "\(row)") }
    }
  }

  /// The example is a whole log of a run whose δ vanishes.
  @Test func theExampleIsReadAndJudged() throws {
    let parts = try page().components(separatedBy: "```json\n")
    let text = try #require(parts.dropFirst().first?.components(separatedBy: "```").first)
    let record = try LogFile.read(Array(text.utf8)).record
    #expect(record.mainChain?.count == 4 && record.history.count == 3)
    #expect(record.history[0, place: 0].measured == [.deltaRMS])
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS101" })
    // What the page says of it.
    #expect(finding.message.contains("δ in layer 1 (hidden.0) is 9.5·10⁻³ of δ in layer 4"))
    #expect(abs((finding.evidence["decayPerLayer"] ?? 0) - 0.2) < 0.015)
  }
}
