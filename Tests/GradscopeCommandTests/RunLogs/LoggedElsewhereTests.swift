import Foundation
import Testing

/// What other tools logged, in place of a run: judged as far as it goes, shown, and put into the store.
@Suite struct LoggedElsewhereTests {
  private func file(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../ExchangeTests/LoggedFiles/\(name)").standardized.path
  }

  @Test(arguments: [
    ("trainer-state.json", "healthy"), ("trainer-state-nan.json", "non-finite-values"),
    ("trainer-state-filtered.json", "non-finite-values"), ("lightning-metrics.csv", "healthy"),
    ("keras-history.csv", "healthy"), ("keras-events", "healthy"), ("events", "healthy"),
  ])
  func everyFileHasItsVerdict(_ name: String, _ verdict: String) async throws {
    let outcome = try await Program.run(["diagnose", file(name), "--format", "json"])
    let json = try outcome.json()
    #expect(json["verdict"].text == verdict, "\(outcome.output)")
    let failing = try await Program.run(
      ["diagnose", file(name), "--format", "json", "--fail-on", "error"])
    #expect(failing.status == (verdict == "healthy" ? 0 : 1))
  }

  @Test func aCleanBillSaysWhatWasLookedAt() async throws {
    let text = try await Program.run(["diagnose", file("trainer-state.json")])
    #expect(text.status == 0, "\(text.errors)")
    let words = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // No verdict of health: what a rule lacks may speak of a healthy network.
    #expect(!words.contains("1.00 healthy"), "\(text.output)")
    #expect(words.contains("gradscope_recorder.watch(model, optimizer"))
    #expect(words.contains("not judged ("))
    let shown = try await Program.run(["runs", "show", file("trainer-state.json")])
    #expect(
      shown.output.contains(
        "nothing found in loss, loss held out and gradient norm; layers were not logged"),
      "\(shown.output)")
  }

  @Test func whatIsLearnedByHeartIsTold() async throws {
    for name in ["keras-history.csv", "keras-events"] {
      let json = try await Program.run(["diagnose", file(name), "--format", "json"]).json()
      #expect(json["findings"][0]["rule"].text == "overfitting", "\(name)")
      #expect(json["findings"][0]["message"].text?.contains("epoch 29") == true)
    }
  }

  @Test func theStoreKeepsIt() async throws {
    let folder = try WorkFolder()
    let names = ["trainer-state-filtered.json", "events", "keras-history.csv"]
    let imported = try await Program.run(["import"] + names.map(file), in: folder.path)
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output.contains("run 2, events: nothing found in loss"), "\(imported.output)")
    let direct = try await Program.run(["diagnose", file(names[0]), "--format", "json"]).json()
    let stored = try await folder.run("diagnose", "1", "--format", "json").json()
    #expect(stored["verdict"].text == direct["verdict"].text)
    #expect(stored["history"]["loss"].numbers == direct["history"]["loss"].numbers)
    let list = try await folder.run("runs")
    let words = list.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("not logged") || words.contains("nothing found"), "\(list.output)")
    #expect(!words.contains("healthy"))
    let log = try await folder.run("runs", "export", "3", "--to", "log")
    #expect(log.output.contains(#""stepUnit":"epoch""#))
  }

  @Test func columnsCanBeNamed() async throws {
    let folder = try WorkFolder()
    let rows = (0..<30).map { "\($0 * 10),\(3.0 / Double($0 + 1)),1.5" }
    try Data((["step,loss,train_loss"] + rows).joined(separator: "\n").utf8)
      .write(to: URL(filePath: folder["t.csv"]))
    try await folder.run("diagnose", "t.csv").expectRefusal(65, "--column loss=NAME")
    let falls = try await folder.run(
      "diagnose", "t.csv", "--column", "loss=loss", "--format", "json")
    #expect(try falls.json()["verdict"].text == "healthy")
    let flat = try await folder.run(
      "import", "t.csv", "--column", "loss=train_loss", "--format", "json")
    #expect(try flat.json()[0]["verdict"].text == "loss-not-decreasing")
    try await folder.run("diagnose", "t.csv", "--column", "loss").expectRefusal(
      64, "--column: expected WHAT=NAME")
    try await folder.run("diagnose", "no.csv").expectRefusal(66, "no.csv")
    try await folder.run("diagnose", "./").expectRefusal(66, "expected event files")
  }
}
