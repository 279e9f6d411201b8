import Foundation
import Instruments
import Testing

@Suite struct QuantityCatalogTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardized

  @Test func everyFilesDescriptionsAreInTheCatalog() throws {
    let folder = root.appending(path: "Sources/Instruments/Quantities")
    var described: [String] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      described += text.matches(of: /QuantityDescription\(\s*name: "(\w+)"/).map { String($0.1) }
    }
    #expect(described.count >= 11)
    #expect(Set(described) == Set(QuantityCatalog.all.map(\.name)))
    #expect(QuantityCatalog.all.count == described.count)
  }

  /// `UPDATE_REFERENCES=1 swift test --filter QuantityCatalog` writes the page anew.
  @Test func thePageIsCurrent() throws {
    let file = root.appending(path: "Documentation/quantities.md")
    if ProcessInfo.processInfo.environment["UPDATE_REFERENCES"] != nil {
      try QuantityCatalog.page.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == QuantityCatalog.page)
  }

  @Test func everyRowHasItsCells() {
    let rows = QuantityCatalog.page.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == QuantityCatalog.all.count + 2)
    #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 7 })
  }
}
