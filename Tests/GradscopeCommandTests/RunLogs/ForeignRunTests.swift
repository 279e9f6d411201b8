import Foundation
import Testing

/// Runs of other programs, from their logs: judged, shown, compared, exported and put into the store.
@Suite struct ForeignRunTests {
  private func log(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../ExchangeTests/RunLogs/\(name)").standardized.path
  }

  private var convolution: String { log("convolution.gradscope.jsonl") }
  private var lstm: String { log("lstm.gradscope.jsonl") }

  @Test(arguments: [
    ("convolution.gradscope.jsonl", "vanishing-gradient"),
    ("lstm.gradscope.jsonl", "vanishing-gradient"),
    ("convolution-healthy.gradscope.jsonl.gz", "healthy"),
    ("lstm-healthy.gradscope.jsonl.gz", "healthy"),
    ("transformer.gradscope.jsonl.gz", "healthy"),
  ])
  func everyLogHasItsVerdict(_ name: String, _ verdict: String) async throws {
    let outcome = try await Program.run(["diagnose", log(name), "--format", "json"])
    let json = try outcome.json()
    #expect(json["schema"].text == "gradscope.run/1" && json["status"].text == "completed")
    #expect(json["verdict"].text == verdict)
    // Another program's options are not ours, and no store has the run.
    #expect(json["configuration"].isNothing && json["stored"].isNothing)
    let failing = try await Program.run(
      ["diagnose", log(name), "--format", "json", "--fail-on", "error"])
    #expect(failing.status == (verdict == "healthy" ? 0 : 1))
  }

  @Test func convolutionsAreLayersThatKeepTheirNames() async throws {
    let json = try await Program.run(["diagnose", convolution, "--format", "json"]).json()
    let finding = json["findings"][0]
    #expect(finding["rule"].text == "vanishing-gradient")
    #expect(finding["chain"].text == "convolutions")
    #expect(finding["places"].texts.first == "convolutions.0")
    // What the program measured: × 0.13 a layer (Tests/ExchangeTests/RunLogs/expected.json).
    #expect(json["chains"][0]["decay"]["delta"].number.map { abs($0 - 0.13) < 0.01 } == true)
    #expect(json["decayPerLayer"]["delta"].number == json["chains"][0]["decay"]["delta"].number)
    let remedy = finding["remedies"][0]
    #expect(remedy["howTo"].texts.contains { $0.contains("nn.") }, "in two lines of PyTorch")
    #expect(finding["remedy"].text?.contains("--") == false)
  }

  @Test func theGradientOfAnLSTMIsToldATimeStep() async throws {
    let text = try await Program.run(["diagnose", lstm])
    #expect(text.status == 0, "\(text.errors)")
    // 59 factors that multiply up to δ's ratio of ends, 1.7413·10⁻¹¹ (expected.json): ×0.657.
    let factor = pow(1.7413449775911214e-11, 1.0 / 59)
    let words = "×\(String(format: "%.3f", factor)) a time step"
    #expect(text.output.contains(words), "\(text.output)")
    #expect(!text.output.contains("a layer going back"))
    let json = try await Program.run(["diagnose", lstm, "--format", "json"]).json()
    let finding = json["findings"][0]
    #expect(json["chains"][0]["axis"].text == "time")
    #expect(json["chains"][0]["places"].list.count == 60)
    // The slope without the first and last five time steps, for programs.
    #expect(json["chains"][0]["decay"]["delta"].number.map { abs($0 - 0.66283) < 1e-4 } == true)
    #expect(finding["message"].text?.contains("a time step") == true)
    // Its places are no weight layers.
    #expect(finding["layers"].isNothing && finding["places"].texts.first == "lstm.t1")
    #expect(json["places"].list.count > json["layers"].list.count)
  }

  @Test func aRunIsShownWithWhatItSaysOfItself() async throws {
    let outcome = try await Program.run(["runs", "show", lstm])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("lstm: completed, started "))
    #expect(outcome.output.contains("recorded by lstm.py, with torch"))
    #expect(outcome.output.contains("60 time steps of 32, tanh"))
    #expect(!outcome.output.lowercased().contains("nan"), "\(outcome.output)")
    let json = try await Program.run(["runs", "show", lstm, "--format", "json"]).json()
    #expect(json["facts"]["optimizer"]["name"].text == "adam")
    #expect(json["facts"]["loss"]["name"].text == "cross-entropy")
    #expect(json["loss"]["final"].isNothing && json["history"]["loss"].list.count == 161)
  }

  @Test func logsStandSideBySideAndBesideRunsOfTheStore() async throws {
    let folder = try WorkFolder()
    let healthy = log("convolution-healthy.gradscope.jsonl.gz")
    let two = try await folder.run(
      "runs", "compare", convolution, healthy, "--output", "two", "--format", "json")
    let json = try two.json()
    #expect(json["schema"].text == "gradscope.comparison/1")
    #expect(json["runs"].list.map { $0["verdict"].text } == ["vanishing-gradient", "healthy"])
    #expect(json["files"].list.count == 6)
    #expect(folder.files.count { $0.hasSuffix(".png") } == 5)
    let trained = try await folder.run(
      "train", "--depth", "2", "--width", "8", "--steps", "20", "--quiet", "--no-pictures")
    trained.expectSuccess()
    let mixed = try await folder.run("runs", "compare", "last", lstm, "--no-pictures")
    #expect(mixed.status == 0, "\(mixed.errors)")
    #expect(mixed.output.contains("relu-he-normal") && mixed.output.contains("lstm"))
    let twice = try await folder.run("runs", "compare", lstm, lstm)
    twice.expectRefusal(64, "expected different runs, got the log twice")
  }

  @Test func picturesOfEveryKindOfNetworkAreDrawn() async throws {
    for name in ["lstm.gradscope.jsonl", "transformer.gradscope.jsonl.gz"] {
      let folder = try WorkFolder()
      let outcome = try await folder.run("diagnose", log(name), "--output", "out")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(folder.files.count { $0.hasSuffix(".png") } == 5)
    }
  }

  @Test(arguments: ["json", "jsonl", "csv", "log"])
  func aLogIsExported(_ format: String) async throws {
    let outcome = try await Program.run(["runs", "export", lstm, "--to", format])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("lstm.t60"), "\(format)")
  }

  /// Out and in again: the same numbers, so the same verdict.
  @Test func anExportedLogIsTheSameRun() async throws {
    let folder = try WorkFolder()
    let exported = try await folder.run("runs", "export", lstm, "--to", "log", "--output", "out")
    exported.expectSuccess()
    let path = exported.output.split(separator: "\n").first.map(String.init) ?? ""
    #expect(path.hasSuffix(".gradscope.jsonl"))
    let before = try await folder.run("diagnose", lstm, "--format", "json").json()
    let after = try await folder.run("diagnose", path, "--format", "json").json()
    #expect(after["verdict"].text == before["verdict"].text)
    #expect(after["findings"][0]["message"].text == before["findings"][0]["message"].text)
    #expect(after["history"]["loss"].numbers == before["history"]["loss"].numbers)
  }

  @Test func importedRunsAreInTheStore() async throws {
    let folder = try WorkFolder()
    let healthy = log("lstm-healthy.gradscope.jsonl.gz")
    let imported = try await folder.run("import", lstm, healthy, "--format", "json")
    let documents = try imported.json().list
    #expect(documents.map { $0["verdict"].text } == ["vanishing-gradient", "healthy"])
    #expect(documents.map { $0["stored"]["run"].whole } == [1, 2])
    let list = try await folder.run("runs", "list")
    #expect(list.output.contains("lstm-healthy"), "\(list.output)")
    // What another program did not say is a dash.
    #expect(!list.output.lowercased().contains("nan"), "\(list.output)")
    let listed = try await folder.run("runs", "list", "--format", "json").json()
    #expect(listed.list.allSatisfy { $0["finalLoss"].isNothing && $0["steps"].whole == 160 })
    let log = try await folder.run("diagnose", lstm, "--format", "json").json()
    let stored = try await folder.run("diagnose", "1", "--format", "json").json()
    #expect(stored["findings"][0]["message"].text == log["findings"][0]["message"].text)
    #expect(stored["chains"][0]["axis"].text == "time")
    #expect(stored["history"]["loss"].numbers == log["history"]["loss"].numbers)
    let shown = try await folder.run("runs", "show", "lstm")
    #expect(shown.output.contains("recorded by lstm.py, with torch"), "\(shown.output)")
    let text = try await folder.run("import", lstm)
    #expect(text.output.contains("run 3, lstm: vanishing gradient"), "\(text.output)")
    // As `diagnose` has them.
    let findings = try await folder.run("diagnose", lstm).output
    let first = try #require(findings.split(separator: "\n").first { $0.contains("GS101") })
    #expect(text.output.contains(first), "\(text.output)")
  }
}
