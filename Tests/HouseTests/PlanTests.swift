import Foundation
import Testing

/// What the rooms that judge, draw and keep runs must not do: read an option, or count layers from 1 to
/// a depth. Either would tie them to the networks that this program grows itself. And what no library
/// does: spell an option of the command line.
struct PlanTests {
  private static let rooms = [
    "Records", "Diagnosis", "Theory", "Instruments", "Reports", "RecordStore", "Exchange", "Charts",
  ]

  /// Lines of code of a room that match, as `File.swift:7`.
  private func lines(of room: String, matching pattern: Regex<Substring>) throws -> [String] {
    let target = try #require(try Manifest().targets.first { $0.name == room })
    var found: [String] = []
    for file in target.files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      where !line.drop(while: \.isWhitespace).hasPrefix("//") && line.contains(pattern) {
        found.append("\(file.lastPathComponent):\(index + 1)")
      }
    }
    return found
  }

  /// A plan is a JSON value in these rooms: the only way to read one of its options is by a key.
  @Test(arguments: rooms) func noOptionIsRead(room: String) throws {
    #expect(try lines(of: room, matching: /plan\??\[|[Cc]onfiguration\??\[|TrainingPlan/).isEmpty)
  }

  /// Rules, pictures and documents go through the places of a chain. Theory builds its chain from a
  /// depth, and the examples of the rules are networks of one.
  @Test(arguments: rooms) func noLoopCountsLayers(room: String) throws {
    let found = try lines(of: room, matching: /\b[01] ?\.\.[.<] ?\(?[\w.]*\bdepth\b/)
    let allowed = ["ExampleRecord.swift"]
    #expect(
      found.filter { line in room != "Theory" && !allowed.contains { line.hasPrefix($0) } }
        .isEmpty, "\(found)")
  }

  /// Libraries, and what of them writes a command on purpose: the options of a plan, what to type for a
  /// change, which column of another tool's table is which, the pages of the documentation about the command line.
  private static let libraries = [
    "Texts", "Files", "Gzip", "Tensors", "Safetensors", "Datasets", "Networks", "Records",
    "Instruments", "Theory", "Diagnosis", "Experiments", "RecordStore", "Exchange", "Charts",
  ]
  private static let writersOfCommands = [
    "CommandOption.swift", "Change.swift", "QuantityCatalog.swift", "RulePage.swift",
    "LoggedTable.swift", "LoggedTable+Record.swift", "LoggedFile.swift",
  ]

  private nonisolated(unsafe) static let option = /--(?:[A-Za-z]|\\\()/

  /// A library names the field, `learningRate`; the command renders `--learning-rate`.
  @Test(arguments: libraries) func noOptionIsSpelled(library: String) throws {
    let found = try lines(of: library, matching: Self.option).filter { line in
      !Self.writersOfCommands.contains { line.hasPrefix("\($0):") }
    }
    #expect(found.isEmpty, "\(found)")
  }

  /// The patterns find what they are there to find.
  @Test func thePatternsFind() throws {
    #expect(try !lines(of: "Theory", matching: /\b[01] ?\.\.[.<] ?\(?[\w.]*\bdepth\b/).isEmpty)
    #expect(try !lines(of: "Experiments", matching: /TrainingPlan/).isEmpty)
    #expect(try !lines(of: "GradscopeCommand", matching: Self.option).isEmpty)
    for file in Self.writersOfCommands {
      let found = try Self.libraries.flatMap { try lines(of: $0, matching: Self.option) }
      #expect(found.contains { $0.hasPrefix("\(file):") }, "\(file) writes no command")
    }
  }
}
