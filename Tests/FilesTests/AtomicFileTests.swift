import Foundation
import Testing

@testable import Files

@Suite struct AtomicFileTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func write(_ text: String, to path: String) throws(FileError) {
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  /// The message of a failure that must leave nothing behind.
  private func problem(_ path: String) -> String? {
    let before = folder.contents
    let error = #expect(throws: FileError.self) { try write("new", to: path) }
    #expect(folder.contents == before)
    guard case .unwritable(path, let problem) = error else {
      Issue.record("expected an unwritable file at \(path), got \(String(describing: error))")
      return nil
    }
    #expect(error?.description.contains(where: \.isNewline) == false)
    return problem
  }

  private func permissions(_ name: String) -> mode_t {
    var status = stat()
    return stat(folder[name], &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func writesAndReplaces() throws {
    try write("old", to: folder["a"])
    #expect(try folder.read("a") == "old")
    try write("", to: folder["a"])
    #expect(try folder.read("a") == "")
    try write(String(repeating: "x", count: 300_000), to: folder["a"])
    #expect(try folder.read("a").utf8.count == 300_000)
    #expect(folder.contents == ["a"])
  }

  @Test func writesANameAsLongAsTheFileSystemAllows() throws {
    let name = String(repeating: "n", count: 255)
    try write("new", to: folder[name])
    #expect(folder.contents == [name])
  }

  @Test func givesANewFileThePermissionsOfAnyNewFile() throws {
    try write("new", to: folder["a"])
    let descriptor = open(folder["b"], O_WRONLY | O_CREAT, 0o666)
    close(descriptor)
    #expect(permissions("a") == permissions("b"))
  }

  @Test func keepsThePermissionsOfAFileThatIsReplaced() throws {
    try write("old", to: folder["a"])
    #expect(chmod(folder["a"], 0o600) == 0)
    try write("new", to: folder["a"])
    #expect(permissions("a") == 0o600)
  }

  @Test(arguments: [true, false]) func followsALink(isDangling: Bool) throws {
    try FileManager.default.createDirectory(
      atPath: folder["inner"], withIntermediateDirectories: false)
    if !isDangling { try folder.write("old", to: "inner/a") }
    try FileManager.default.createSymbolicLink(
      atPath: folder["inner/next"], withDestinationPath: "a")
    try FileManager.default.createSymbolicLink(
      atPath: folder["link"], withDestinationPath: "inner/next")
    try write("new", to: folder["link"])
    #expect(try folder.read("inner/a") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder["link"]) == "inner/next")
  }

  @Test func refusesALinkToItself() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder["loop"], withDestinationPath: folder["loop"])
    #expect(problem(folder["loop"])?.contains("a symbolic link that leads nowhere") == true)
  }

  @Test func refusesWhatIsNoFile() {
    #expect(
      problem(folder[]) == "expected a file to write, got a directory; name a file in it")
    #expect(
      problem("/dev/null") == "expected a file to write, got a device; choose another path")
    #expect(mkfifo(folder["pipe"], 0o600) == 0)
    #expect(
      problem(folder["pipe"]) == "expected a file to write, got a pipe; choose another path")
  }

  @Test func refusesAPathWithoutAName() {
    for path in ["", folder["new/"], "a\u{0}b"] {
      #expect(
        problem(path) == "expected a path that ends in a file's name, got none; name a file")
    }
  }

  @Test func refusesAMissingFolder() throws {
    #expect(
      problem(folder["no/a"])
        == "expected a folder \"\(folder["no"])\" to write into, got none; create it first")
    try folder.write("old", to: "file")
    #expect(problem(folder["file/a"])?.contains("to write into, got none") == true)
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func refusesWithoutPermission() throws {
    try folder.write("old", to: "a")
    #expect(chmod(folder["a"], 0o400) == 0)
    #expect(problem(folder["a"])?.contains("got one without permission to") == true)
    #expect(try folder.read("a") == "old")
    #expect(chmod(folder[], 0o500) == 0)
    #expect(
      problem(folder["b"])
        == "expected a folder that can be written to, got no permission for \"\(folder[])\"; "
        + "change its permissions (chmod u+w) or choose another path")
  }

  /// Where the file system has no files without a name, it has one that is removed.
  @Test(arguments: [true, false]) func aTemporaryFileThatIsNotFinishedIsGone(isNameless: Bool)
    throws
  {
    let target = FilePath(folder["a"])
    var file: TemporaryFile? = try TemporaryFile(
      beside: target, for: "a", isNameless: isNameless)
    try file?.append([1])
    #expect(folder.contents.count == (isNameless && TemporaryFile.canBeNameless ? 0 : 1))
    file = nil
    #expect(folder.contents.isEmpty)
  }

  @Test(arguments: [true, false], [true, false])
  func aTemporaryFileTakesItsName(isNameless: Bool, isThere: Bool) throws {
    if isThere { try write("old", to: folder["a"]) }
    let file = try TemporaryFile(
      beside: FilePath(folder["a"]), for: "a", isNameless: isNameless)
    try file.append(Array("new".utf8))
    #expect(try file.take(FilePath(folder["a"])))
    #expect(try folder.read("a") == "new")
    #expect(folder.contents == ["a"])
  }

  @Test(arguments: [true, false]) func cleansUpWhenRenamingFails(isNameless: Bool) throws {
    try FileManager.default.createDirectory(
      atPath: folder["a"], withIntermediateDirectories: false)
    var file: TemporaryFile? = try TemporaryFile(
      beside: FilePath(folder["a"]), for: "a", isNameless: isNameless)
    try file?.append([1])
    #expect(throws: FileError.self) { _ = try file?.take(FilePath(folder["a"])) }
    file = nil
    #expect(folder.contents == ["a"])
  }

  /// A file of a set that cannot be written leaves all of them as they were.
  @Test func severalFilesAreReadyBeforeTheFirstTakesItsName() throws {
    try write("old", to: folder["a"])
    let bytes = Array("new".utf8)
    #expect(throws: FileError.self) {
      try AtomicFile.write([(folder["a"], bytes), (folder["no/b"], bytes)])
    }
    #expect(try folder.read("a") == "old")
    #expect(folder.contents == ["a"])
    try AtomicFile.write([(folder["a"], bytes), (folder["b"], bytes)])
    #expect(try folder.read("a") + folder.read("b") == "newnew")
    #expect(folder.contents == ["a", "b"])
  }

  @Test func aCheckRefusesWhatWritingWouldAndChangesNothing() throws {
    try write("old", to: folder["a"])
    try AtomicFile.check(folder["a"])
    try AtomicFile.check(folder["b"])
    #expect(try folder.read("a") == "old")
    let long = folder[String(repeating: "n", count: 256)]
    for path in ["", folder["a/"], folder["no/b"], folder[], "/dev/null", long] {
      #expect(throws: FileError.self) { try AtomicFile.check(path) }
    }
    #expect(folder.contents == ["a"])
  }

  /// A name that is no UTF-8 would be mended to that of another file.
  @Test func aLinkToANameOfOtherBytesIsRefused() throws {
    #expect(symlink("z\u{FFFD}", folder["probe"]) == 0)
    let target: [CChar] = [0x7A, -1, 0]
    #expect(target.withUnsafeBufferPointer { symlink($0.baseAddress!, folder["link"]) } == 0)
    #expect(problem(folder["link"])?.contains("a symbolic link that leads nowhere") == true)
  }
}
