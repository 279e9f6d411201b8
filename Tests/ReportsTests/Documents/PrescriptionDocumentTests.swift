import Foundation
import Testing
import Texts

@testable import Reports

struct PrescriptionDocumentTests {
  private func object(_ report: PrescriptionReport) throws -> [String: Any] {
    let text = try JSONText.encode(PrescriptionDocument(report, files: ["a.png"]))
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func aPrescriptionHasItsKeys() throws {
    let json = try object(SampleReports.healed())
    #expect(json["schema"] as? String == "gradscope.prescription/1")
    #expect(json["status"] as? String == "healed" && json["healed"] as? Bool == true)
    let before = try #require(json["before"] as? [String: Any])
    #expect((before["runs"] as? [Any])?.count == 3)
    let candidates = try #require(json["candidates"] as? [[String: Any]])
    #expect(candidates.map { $0["healed"] as? Bool } == [false, false, true, true])
    let best = try #require(json["recommended"] as? [String: Any])
    #expect(best["change"] as? String == "--norm batch")
    #expect(best["words"] as? [String] == ["--norm", "layer"])
    #expect((best["options"] as? [String: String]) == ["--norm": "layer"])
    #expect(best["reason"] as? [String] == ["GS101", "GS402"])
    #expect(best["command"] as? String == "gradscope train --norm batch")
    #expect((json["confirmation"] as? [String: Any])?["verdict"] as? String == "healthy")
  }

  @Test func twoChangesAndARemovalHaveTheirKeys() throws {
    var pair = SampleReports.trial(
      "--norm layer without --clip-norm", "clipping+normalization",
      runs: SampleReports.runs(factor: 1, loss: 0.1), well: 3, confirmed: true)
    pair.edits.append(
      PrescriptionReport.Edit(option: "--clip-norm", value: nil, isRemoved: true))
    var report = SampleReports.report(
      before: SampleReports.runs(factor: 0.2, loss: 2.3), trials: [pair], recommended: 0)
    report.triedPairs = true
    let json = try object(report)
    #expect(json["triedPairs"] as? Bool == true)
    let requirement = try #require(json["requirement"] as? [String: Any])
    #expect(requirement["referenceLosses"] as? [Double] == [0.01, 0.02])
    let best = try #require(json["recommended"] as? [String: Any])
    #expect(best["kinds"] as? [String] == ["clipping", "normalization"])
    #expect(best["words"] as? [String] == ["--norm", "layer"])
    #expect(best["removed"] as? [String] == ["--clip-norm"])
  }

  @Test func whatIsNotThereIsNull() throws {
    let sick = SampleReports.runs(factor: 0.2, loss: 2.3)
    let json = try object(SampleReports.report(before: sick))
    #expect(json["status"] as? String == "not-healed")
    #expect(json["recommended"] is NSNull && json["confirmation"] is NSNull)
    let healthy = SampleReports.runs(factor: 1, loss: 0.1)
    #expect(
      try object(SampleReports.report(before: healthy, wellBefore: 3))["status"] as? String
        == "healthy")
    #expect(
      try object(SampleReports.report(before: sick, isInterrupted: true))["status"] as? String
        == "interrupted")
  }
}
