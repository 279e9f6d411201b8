import Foundation
import Testing

/// A log that is not whole: what is wrong is said at its line, or what there is is taken.
@Suite struct DamagedLogTests {
  private static let head = """
    {"schema": "gradscope.log/1", "name": "m", \
    "origin": {"program": "p.py", "framework": "none", "versions": {}}, \
    "facts": {"task": "classification", "classes": 4, "loss": "cross-entropy"}, \
    "places": [{"name": "a", "kind": "dense", "units": 4, "fanIn": 4, "fanOut": 4}], \
    "chains": [{"name": "layers", "axis": "depth", "places": ["a"]}]}
    """

  /// A folder with a log of this head and these lines.
  private func folder(_ lines: String..., end: String = "\n") throws -> WorkFolder {
    let folder = try WorkFolder()
    try Data((([Self.head] + lines).joined(separator: "\n") + end).utf8)
      .write(to: URL(filePath: folder["m.gradscope.jsonl"]))
    return folder
  }

  @Test(arguments: [
    (["diagnose"], []), (["runs", "show"], []), (["runs", "export"], ["--to", "json"]),
    (["import"], []),
  ])
  func everyCommandNamesTheLine(_ words: [String], _ options: [String]) async throws {
    let folder = try folder(
      #"{"step": 0, "loss": 1.4}"#, #"{"step": "one", "loss": 1.3}"#, #"{"end": "completed"}"#)
    let outcome = try await Program.run(
      words + ["m.gradscope.jsonl"] + options, in: folder.path)
    outcome.expectRefusal(65, "m.gradscope.jsonl: line 3: ")
    #expect(!folder.files.contains { $0.hasSuffix(".sqlite") }, "\(folder.files)")
  }

  @Test(arguments: [
    ("{\"step\": 1, \"loss\": ", "line 2"), ("[1, 2]", "line 2"),
    (#"{"step": 1, "place": "b", "deltaRMS": 1}"#, "line 2"),
    (#"{"step": -1, "loss": 1}"#, "line 2"),
    (#"{"step": 1, "loss": "much"}"#, "line 2"), (#"{"end": "later"}"#, "line 2"),
    (#"{"schema": "gradscope.log/1"}"#, "line 2"),
  ])
  func aLineThatIsNoneIs65(_ line: String, _ place: String) async throws {
    let folder = try folder(line, #"{"end": "completed"}"#)
    try await folder.run("diagnose", "./m.gradscope.jsonl").expectRefusal(
      65, "m.gradscope.jsonl: \(place): ")
  }

  /// A killed process loses its last line at most.
  @Test func whatAKilledProcessLeftIsARun() async throws {
    let folder = try folder(
      #"{"step": 0, "loss": 1.4}"#, #"{"step": 1, "loss": 1.3}"#, #"{"step": 2, "lo"#, end: "")
    let json = try await folder.run("diagnose", "m.gradscope.jsonl", "--format", "json").json()
    #expect(json["status"].text == "interrupted")
    #expect(json["history"]["loss"].numbers == [1.4, 1.3])
  }

  @Test func whatIsNoLogIs65() async throws {
    let folder = try WorkFolder()
    for (name, content) in [
      ("empty.jsonl", ""), ("text.jsonl", "hello\n"), ("other.jsonl", "{\"a\": 1}\n"),
      ("later.jsonl", "{\"schema\": \"gradscope.log/99\"}\n"), ("not.jsonl.gz", "hello\n"),
    ] {
      try Data(content.utf8).write(to: URL(filePath: folder[name]))
      let outcome = try await folder.run("diagnose", name)
      outcome.expectRefusal(65, name)
    }
  }

  @Test func aFileThatIsNotThereIs66() async throws {
    let folder = try WorkFolder()
    for words in [["diagnose"], ["runs", "show"], ["import"]] {
      let outcome = try await Program.run(words + ["no.gradscope.jsonl"], in: folder.path)
      outcome.expectRefusal(66, "no.gradscope.jsonl")
    }
    try await folder.run("import").expectRefusal(64, "see gradscope import --help")
  }

  /// Of several, all are read before one is kept.
  @Test func oneDamagedLogKeepsAllOut() async throws {
    let folder = try folder("x")
    let good = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../ExchangeTests/RunLogs/lstm.gradscope.jsonl").standardized.path
    try await folder.run("import", good, "m.gradscope.jsonl").expectRefusal(65, "line 2")
    #expect(try await folder.run("runs").status == 66)
  }

  @Test func aLogIsNoOutput() async throws {
    let folder = try folder(#"{"step": 0, "loss": 1.4}"#)
    let before = try folder.bytes("m.gradscope.jsonl")
    let outcome = try await folder.run(
      "import", "m.gradscope.jsonl", "--store", "m.gradscope.jsonl")
    #expect(outcome.status == 64, "\(outcome.errors)")
    let export = try await folder.run(
      "runs", "export", "m.gradscope.jsonl", "--to", "log", "--output", ".")
    #expect(try folder.bytes("m.gradscope.jsonl") == before, "\(export.status)")
  }
}
