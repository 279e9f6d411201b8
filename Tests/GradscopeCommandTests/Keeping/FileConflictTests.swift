import Foundation
import Testing

/// No output of a command takes the place of its store, its input or another output.
struct FileConflictTests {
  private let small = ["train", "--depth", "2", "--width", "8", "--steps", "5", "--quiet"]

  private func folder() async throws -> WorkFolder {
    let folder = try WorkFolder()
    let outcome = try await Program.run(small + ["--no-pictures"], in: folder.path)
    #expect(outcome.status == 0)
    let rows = (0..<20).map { "\($0),\($0 % 3),\($0 % 2)" }.joined(separator: "\n")
    try Data("a,b,class\n\(rows)\n".utf8).write(to: URL(filePath: folder["d.csv"]))
    try FileManager.default.createSymbolicLink(
      atPath: folder["link"], withDestinationPath: "reports/gradscope.sqlite")
    return folder
  }

  @Test(arguments: [
    ["--no-pictures", "--save-parameters", "reports/gradscope.sqlite"],
    ["--no-pictures", "--save-parameters", "link"],
    ["--no-pictures", "--save-parameters", "reports/gradscope.sqlite-wal"],
    ["--no-pictures", "--save-initial-parameters", "reports/../reports/gradscope.sqlite"],
    ["--no-pictures", "--save-initial-parameters", "w", "--save-parameters", "./w"],
    ["--no-pictures", "--dataset", "d.csv", "--save-parameters", "d.csv"],
    ["--no-pictures", "--dataset", "d.csv", "--store", "d.csv"],
    ["--store", "out/dashboard.png", "--output", "out"],
    ["--no-pictures", "--store", "new/s.sqlite", "--save-parameters", "new"],
    ["--no-pictures", "--store", "new/s.sqlite", "--save-initial-parameters", "new"],
    ["--save-parameters", "out/dashboard.png", "--output", "out"],
  ])
  func isRefusedWith64AndBothNamesBeforeAnythingIsTrained(options: [String]) async throws {
    let folder = try await folder()
    let store = try folder.bytes("reports/gradscope.sqlite")
    let outcome = try await Program.run(small + options, in: folder.path)
    #expect(outcome.status == 64)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("expected a file of its own"), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(try folder.bytes("reports/gradscope.sqlite") == store)
  }

  /// Whatever store the command itself uses.
  @Test(arguments: [["--no-store"], ["--store", "other.sqlite"]])
  func anotherStoreIsNotReplacedEither(store: [String]) async throws {
    let folder = try await folder()
    let before = try folder.bytes("reports/gradscope.sqlite")
    let outcome = try await Program.run(
      small + store + ["--no-pictures", "--save-parameters", "link"], in: folder.path)
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("got an SQLite database"), "\(outcome.errors)")
    #expect(try folder.bytes("reports/gradscope.sqlite") == before)
  }

  @Test func anExportDoesNotTakeThePlaceOfItsStore() async throws {
    let folder = try await folder()
    let name = "relu-he-normal-1.json"
    try FileManager.default.moveItem(
      atPath: folder["reports/gradscope.sqlite"], toPath: folder[name])
    let before = try folder.bytes(name)
    let outcome = try await folder.run(
      "runs", "export", "1", "--to", "json", "--store", name, "--output", ".")
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(try folder.bytes(name) == before)
  }

  @Test(arguments: [["list"], ["show", "1"], ["export", "1", "--to", "json"], ["delete", "1"]])
  func noCommandWritesItsOutputIntoItsStore(words: [String]) async throws {
    let folder = try await folder()
    let before = try folder.bytes("reports/gradscope.sqlite")
    let outcome = try await Program.run(
      ["runs"] + words, redirecting: ">>reports/gradscope.sqlite", in: folder.path)
    #expect(outcome.status == 64)
    #expect(try folder.bytes("reports/gradscope.sqlite") == before)
  }

  @Test func whatIsRedirectedIntoTheStoreIsRefused() async throws {
    let folder = try await folder()
    let before = try folder.bytes("reports/gradscope.sqlite")
    let outcome = try await Program.run(
      small + ["--no-pictures"], redirecting: ">>reports/gradscope.sqlite", in: folder.path)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("standard output"))
    #expect(try folder.bytes("reports/gradscope.sqlite") == before)
  }

  /// Refused before the training, not after it.
  @Test(arguments: [
    ["--save-parameters", "/dev/null"], ["--save-parameters", "d/"], ["--save-parameters", "."],
    ["--save-parameters", "no/such/folder/w"],
    ["--save-parameters", String(repeating: "n", count: 300)],
    ["--output", "d.csv"], ["--output", "d.csv/below"], ["--output", "taken"],
  ])
  func aPlaceThatCannotBeWrittenIs73(options: [String]) async throws {
    let folder = try await folder()
    try FileManager.default.createDirectory(
      atPath: folder["taken/dashboard.png"], withIntermediateDirectories: true)
    let outcome = try await Program.run(
      ["train", "--steps", "10000000", "--quiet", "--no-store"] + options, in: folder.path)
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
  }

  /// One letter: `NSString` traps on it.
  @Test(arguments: ["a", "./a", "a b", "é", "-", "~"]) func aShortPathIsAPath(path: String)
    async throws
  {
    let folder = try WorkFolder()
    let outcome = try await Program.run(
      small + ["--no-pictures", "--store=\(path)", "--save-parameters=\(path).w"], in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let name = path == "./a" ? "a" : path
    #expect(folder.files == [name, name + ".w"])
    let deleted = try await folder.run("runs", "delete", "1", "--store=\(path)")
    #expect(deleted.status == 0, "\(deleted.errors)")
  }

  /// Two commands at once leave the pictures of one.
  @Test func aFolderThatAnotherCommandWritesIntoIs73() async throws {
    let folder = try WorkFolder()
    let path = folder.path
    let long = Task { @Sendable in
      try await Program.run(
        ["train", "--steps", "10000000", "--quiet", "--output", "out"],
        signalOnceThereIs: "the-second-has-ended", in: path)
    }
    while !FileManager.default.fileExists(atPath: folder["reports/gradscope.sqlite"]) {
      try await Task.sleep(for: .milliseconds(20))
    }
    let second = try await Program.run(
      small + ["--no-store", "--output", "out"], in: folder.path)
    try Data().write(to: URL(filePath: folder["the-second-has-ended"]))
    #expect(second.status == 73)
    #expect(second.errorLines.count == 1)
    #expect(second.errors.contains("another is; wait until it has ended"), "\(second.errors)")
    #expect(try await long.value.status == 130)
    #expect(folder.files.count { $0.hasSuffix(".png") } == 5)
  }
}
