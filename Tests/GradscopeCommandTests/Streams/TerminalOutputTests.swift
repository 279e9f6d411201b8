import Foundation
import RecordStore
import Testing

/// What a person sees: lines that fit the terminal, and nothing that steers it.
@Suite struct TerminalOutputTests {
  private let small = [
    "train", "--depth", "3", "--width", "8", "--steps", "5", "--quiet", "--no-pictures",
  ]
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("gradscope-terminal-\(UUID().uuidString)")

  /// Of all but command lines, which stay whole.
  private func longest(_ text: String) -> Int {
    text.split(separator: "\n").filter { !$0.contains("/gradscope ") }.map(\.count).max() ?? 0
  }

  @Test func theVariableCountsInAPipe() async throws {
    let narrow = try await Program.run(small + ["--no-store"], environment: ["COLUMNS": "60"])
    #expect(longest(narrow.output) <= 60, "\(narrow.output)")
    let wide = try await Program.run(small + ["--no-store"])
    #expect(longest(wide.output) > 80)
    for odd in ["0", "-3", "many"] {
      let outcome = try await Program.run(small + ["--no-store"], environment: ["COLUMNS": odd])
      #expect(outcome.output == wide.output)
    }
  }

  /// A command line is one line, whatever the width; all else fits.
  @Test(arguments: [60, 80, 120, 200])
  func everyCommandFits(_ columns: Int) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ["--store", folder.appendingPathComponent("s.sqlite").path]
    let quick = ["--width", "8", "--steps", "5", "--quiet", "--no-pictures"]
    let commands: [[String]] = [
      ["compare", "--depth", "3"] + quick + store, ["runs", "list"] + store,
      ["runs", "show", "1"] + store, ["diagnose", "2"] + store,
      ["runs", "compare", "1", "2", "--no-pictures"] + store,
      ["prescribe", "--depth", "3", "--seeds", "1", "--stop-at-first", "--no-store"] + quick,
      ["predict", "--no-pictures"], ["explain"], ["explain", "GS101"],
      ["sweep", "--x", "gain=1:3:31", "--y", "depth=2,3", "--no-store"] + quick,
      ["check-gradients", "--activation", "leaky-relu"], ["train", "--help"],
    ]
    for command in commands {
      let outcome = try await Program.run(command, environment: ["COLUMNS": "\(columns)"])
      #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n")
      for line in lines where !line.contains("/gradscope ") && !line.contains(folder.path) {
        #expect(line.count <= columns, "\(command): \(line)")
      }
    }
  }

  @Test func theTerminalCountsWithoutIt() async throws {
    let terminal = try #require(PseudoTerminal(columns: 60))
    let plain = ["TERM": "xterm", "NO_COLOR": "1"]
    let seen = try await Program.run(
      small + ["--no-store"], environment: plain, on: terminal)
    #expect(longest(seen.output) <= 60 && seen.output.contains("verdict"), "\(seen.output)")
    let other = try #require(PseudoTerminal(columns: 60))
    let wished = try await Program.run(
      small + ["--no-store"], environment: plain.merging(["COLUMNS": "200"]) { $1 }, on: other)
    #expect(longest(wished.output) > 80)
  }

  @Test func dataAreNotPouredIntoATerminal() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ["--store", folder.appendingPathComponent("s.sqlite").path]
    #expect(try await Program.run(small + store).status == 0)
    for format in ["json", "jsonl", "csv"] {
      let terminal = try #require(PseudoTerminal(columns: 80))
      let export = ["runs", "export", "1", "--to", format] + store
      let refused = try await Program.run(export, on: terminal)
      #expect(refused.status == 64 && refused.output.isEmpty, "\(format): \(refused.output)")
      #expect(refused.errorLines.count == 1 && refused.errors.contains("--output FOLDER"))
      let piped = try await Program.run(export)
      #expect(piped.status == 0 && piped.output.contains("step"), "\(format)")
      let other = try #require(PseudoTerminal(columns: 80))
      let written = try await Program.run(export + ["--output", folder.path], on: other)
      #expect(written.status == 0 && written.output.hasPrefix(folder.path))
    }
  }

  /// Option values are quoted by the parser, and by the commands.
  @Test(arguments: [
    ["train", "--activation", "\u{1B}[31mrelu\u{202E}"],
    ["train", "--\u{1B}[31m\u{202E}"],
    ["runs", "show", "\u{1B}[31m\u{202E}", "--store", "/tmp/\u{1B}\u{202E}"],
    ["runs", "list", "--store", "\u{1B}\u{202E}/"],
    ["train", "--dataset", "\u{1B}\u{202E}.csv"],
  ])
  func whatWasTypedDoesNotSteer(_ arguments: [String]) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("\\u{1b}") && outcome.errors.contains("\\u{202e}"))
    #expect(!outcome.errors.contains("\u{1B}") && !outcome.errors.contains("\u{202E}"))
  }

  @Test func aLongNameIsNoLongMessage() async throws {
    let name = String(repeating: "n", count: 100_000)
    let outcome = try await Program.run(["train", "--dataset", name + ".csv"])
    #expect(outcome.status == 66)
    #expect(outcome.errors.utf8.count < 600 && outcome.errors.contains(".csv"))
  }

  @Test(arguments: [String(repeating: "n", count: 100_000), "n\u{202E}\u{9B}2J"])
  func aTensorsNameIsNoLongMessageAndDoesNotSteer(_ name: String) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let header = #"{"\#(name)":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    let file = folder.appendingPathComponent("a.safetensors")
    try (length + Data(header.utf8) + Data(count: 4)).write(to: file)
    let outcome = try await Program.run(small + ["--no-store", "--initial-parameters", file.path])
    #expect(outcome.status == 64 && outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.utf8.count < 1000 && outcome.errors.contains("no such tensor"))
    #expect(!outcome.errors.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{9B}" })
  }

  /// A name from another program, in every format.
  @Test(arguments: ["text", "json", "markdown", "sarif", "junit"])
  func aStoredNameDoesNotSteer(_ format: String) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("s.sqlite").path
    #expect(try await Program.run(small + ["--store", path]).status == 0)
    var record = try RunStore(readingAt: path).record(1)
    record.name = "\u{202E}\u{9B}2J" + String(repeating: "n", count: 3000)
    _ = try RunStore(creatingAt: path).begin(record, version: "0")
    let outcome = try await Program.run(["diagnose", "2", "--format", format, "--store", path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains(format == "json" || format == "sarif" ? "\\u202e" : "\\u{202e}"))
    #expect(!outcome.output.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{9B}" })
    // JSON loses nothing.
    #expect(outcome.output.contains(String(repeating: "n", count: 300)) == (format == "json"))
  }
}
