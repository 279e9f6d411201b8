import Foundation
import Testing

/// `prescribe --trained`: what the recorder trained of somebody's network, judged and reported here.
@Suite struct TrainedPrescriptionTests {
  /// A folder with the logs of a sick network and of its healed twin, and what tells which is which.
  private func folder(schema: String = "gradscope.prescription/1") throws -> WorkFolder {
    let folder = try WorkFolder()
    let logs = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../ExchangeTests/RunLogs").standardized
    for (name, copy) in [
      ("convolution.gradscope.jsonl", "sick.gradscope.jsonl"),
      ("convolution-healthy.gradscope.jsonl.gz", "healed.gradscope.jsonl.gz"),
    ] {
      try FileManager.default.copyItem(
        at: logs.appending(path: name), to: URL(filePath: folder[copy]))
    }
    let text = """
      {"schema": "\(schema)", "status": "healed", "seeds": [1], "unseenSeed": 2,
       "before": {"runs": [{"log": "sick.gradscope.jsonl"}], "well": 1},
       "candidates": [
         {"change": "initialize with he-normal", "kinds": ["initialization"],
          "howTo": ["for i in range(8):", "    nn.init.kaiming_normal_(model[i].weight)"],
          "cost": "the same network; costs nothing", "reason": ["GS101"],
          "runs": [{"log": "healed.gradscope.jsonl.gz"}],
          "confirmation": {"log": "healed.gradscope.jsonl.gz"}},
         {"change": "learning rate × 10", "kinds": ["learning-rate"], "howTo": ["lr *= 10"],
          "cost": "the same network; at most more steps", "reason": [],
          "runs": [{"log": "sick.gradscope.jsonl"}], "confirmation": null},
         {"change": "what raised", "kinds": ["normalization"], "howTo": [], "cost": "more",
          "reason": [], "runs": [{"log": null}], "confirmation": null}],
       "kinds": ["initialization", "learning-rate", "normalization"], "triedAll": false,
       "requirement": {"share": 0.5, "reference": null, "referenceLosses": []}}
      """
    try Data(text.utf8).write(to: URL(filePath: folder["prescription.json"]))
    return folder
  }

  /// The logs are judged: what the file says of verdicts does not count.
  @Test func whatHealsIsToldWithTheLinesToWrite() async throws {
    let folder = try self.folder()
    let text = try await folder.run("prescribe", "--trained", "prescription.json", "--no-pictures")
    #expect(text.status == 0, "\(text.errors)")
    let words = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Recommended: “initialize with he-normal”"))
    #expect(words.contains("Confirmed with seed 2"))
    #expect(text.output.contains("Write it:\n  for i in range(8):\n      nn.init"))
    #expect(!text.output.contains("gradscope train"))
  }

  @Test func theDocumentHasTheLinesInPlaceOfACommand() async throws {
    let folder = try self.folder()
    let json = try await folder.run(
      "prescribe", "--trained", "prescription.json", "--format", "json", "--output", "out"
    ).json()
    #expect(json["schema"].text == "gradscope.prescription/1" && json["status"].text == "healed")
    #expect(json["before"]["well"].number == 0)
    #expect(json["recommended"]["change"].text == "initialize with he-normal")
    #expect(json["recommended"]["howTo"].texts.count == 2)
    #expect(json["recommended"]["command"].isNothing && json["before"]["command"].isNothing)
    #expect(json["candidates"].list.count == 3)
    #expect(json["candidates"][2]["well"].number == 0)
    // The picture of `prescribe`.
    #expect(folder.files.contains("out/prescription.png"), "\(folder.files)")
  }

  @Test func whatIsNoneOfItIsRefused() async throws {
    let other = try await self.folder(schema: "gradscope.run/1")
      .run("prescribe", "--trained", "prescription.json")
    other.expectRefusal(65, "--trained: prescription.json: expected gradscope.prescription/1")
    let folder = try self.folder()
    try FileManager.default.removeItem(atPath: folder["sick.gradscope.jsonl"])
    let missing = try await folder.run("prescribe", "--trained", "prescription.json")
    missing.expectRefusal(66, "sick.gradscope.jsonl")
    let none = try await folder.run("prescribe", "--trained", "none.json")
    none.expectRefusal(66, "none.json")
  }
}
