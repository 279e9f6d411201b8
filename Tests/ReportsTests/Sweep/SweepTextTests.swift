import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// What a sweep says in a terminal and in JSON.
struct SweepTextTests {
  @Test func theTableIsThePlane() throws {
    let lines = SweepTable(SampleSweep.make(open: 2), measure: .accuracy).lines
    #expect(lines[0] == "depth ↑   σw² →")
    let bottom = try #require(lines.first { $0.hasPrefix(" 6 │") })
    #expect(bottom.hasPrefix(" 6 │····██"))
    let top = try #require(lines.first { $0.hasPrefix("96 │") })
    #expect(top.hasSuffix("xx") && top.contains("██"))
    #expect(lines.contains { $0.contains("↑ critical, χ = 1:  σw² = 2") })
    #expect(lines.contains { $0.contains("xx diverged") && $0.contains("·· not trained") })
    #expect(lines.allSatisfy { $0.last != " " })
  }

  @Test(arguments: [
    (0.001, "10⁻³"), (0.00025, "2.5·10⁻⁴"), (0.05, "0.05"), (1.76, "1.76"), (100, "100"), (0, "0"),
  ])
  func valuesHaveNoTrailingZeros(_ value: Double, _ text: String) {
    #expect(SweepWords.text(value) == text)
  }

  @Test func aShareOfSomeCellsSaysOfHowMany() {
    let whole = SampleSweep.make()
    #expect(SweepWords(whole, measure: .accuracy).message.contains(" of the cells are"))
    let part = SampleSweep.make(open: 2)
    #expect(
      SweepWords(part, measure: .accuracy).message
        .contains(" of the \(part.done.count) cells are"))
  }

  @Test func theDocumentHasAxesCellsAndTheory() throws {
    let text = try JSONText.encode(
      SweepDocument(SampleSweep.make(open: 1), files: ["a.png"], store: "s.sqlite"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "gradscope.sweep/1")
    let axis = try #require(object["x"] as? [String: Any])
    #expect(axis["variable"] as? String == "gain")
    #expect((axis["values"] as? [Double])?.count == 21)
    let cells = try #require(object["cells"] as? [[String: Any]])
    #expect(cells.count == 336)
    #expect(cells[0]["status"] as? String == "not-trained" && cells[0]["run"] is NSNull)
    let cell = cells[1]
    #expect(cell["x"] as? Double == 1.1 && cell["y"] as? Double == 6)
    #expect(cell["run"] as? Int == 7 && cell["verdict"] as? String == "healthy")
    #expect((cell["accuracy"] as? [String: Any])?["validation"] as? Double == 0.95)
    let theory = try #require(object["theory"] as? [String: Any])
    #expect(theory["critical"] as? Double == 2)
    let points = try #require(theory["points"] as? [[String: Any]])
    #expect(points[10]["depthScale"] as? String == "inf")
    #expect((theory["border"] as? [String: Any])?["depthScales"] as? Int == 9)
  }

  @Test func lossIsBestWhereItIsLow() throws {
    let lines = SweepTable(SampleSweep.make(diverges: false), measure: .loss).lines
    #expect(try #require(lines.first { $0.hasPrefix(" 6 │") }).contains("██"))
  }
}
