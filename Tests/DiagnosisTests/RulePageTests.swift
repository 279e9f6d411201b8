import Foundation
import Testing

@testable import Diagnosis

@Suite struct RulePageTests {
  /// `UPDATE_REFERENCES=1 swift test --filter RulePage` writes the page anew.
  @Test func theReferencePageIsCurrent() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/findings.md").standardized
    if ProcessInfo.processInfo.environment["UPDATE_REFERENCES"] != nil {
      try RulePage.reference().write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == RulePage.reference())
  }

  @Test func everyCodeOfTheContractHasAPage() {
    let codes = [
      101, 102, 103, 104, 105, 106, 201, 202, 203, 204, 205, 206, 301, 302, 303, 304, 305, 306, 307,
      401, 402, 403, 404, 405, 406, 407, 408, 409, 501, 502, 503, 504, 505, 506, 507, 601, 602, 603,
      604,
    ]
    #expect(RulePage.all().map(\.code) == codes.map { "GS\($0)" })
    for page in RulePage.all() {
      #expect(Set(page.canComeFrom).count == page.canComeFrom.count, "\(page.code)")
    }
  }

  /// A threshold that no rule names is compared with nothing, and a code that no rule has is none.
  @Test func everyThresholdIsOnAPage() {
    let shown = Set(RulePage.all().flatMap { $0.thresholds.map(\.name) })
    #expect(shown == Set(Threshold.all.map(\.name)))
    for threshold in Threshold.all { #expect(!threshold.reason.isEmpty, "\(threshold.name)") }
    let codes = Set(RulePage.all().map(\.code))
    for page in RulePage.all() { #expect(codes.isSuperset(of: page.canComeFrom), "\(page.code)") }
  }

  @Test func aPageShowsTheThresholdsThatAreInForce() throws {
    var thresholds = Thresholds()
    thresholds[.vanishedShare] = 0.25
    let page = try #require(
      RulePage.all(thresholds: thresholds).first { $0.code == "GS101" })
    #expect(page.lines.contains("  vanishedShare = 0.25"))
    #expect(page.markdown.contains("| `vanishedShare` | 0.25 |"))
    #expect(page.canComeFrom.contains("GS301"))
  }

  /// No table cell is cut, and no line is empty where a text was expected.
  @Test func theRowsOfTheReferenceAreComplete() {
    let rows = RulePage.reference().split(separator: "\n").filter { $0.hasPrefix("|") }
    for row in rows {
      let bars = row.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == 4 || bars == 5, "\(row)")
    }
  }
}
