import Foundation
import Testing

@testable import Files

@Suite struct FolderTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func makesWhatIsMissing() throws {
    try Folder.make(folder["a/b/c"])
    try Folder.make(folder["a/b/c/"])
    #expect(FileKind(at: folder["a/b/c"]) == .directory)
  }

  @Test(arguments: ["file", "file/below", "loop", "loop/below"])
  func aPathWhereNoneCanBeIsRefused(name: String) throws {
    try folder.write("", to: "file")
    try FileManager.default.createSymbolicLink(
      atPath: folder["loop"], withDestinationPath: folder["loop"])
    let before = folder.contents
    let error = #expect(throws: FileError.self) { try Folder.make(folder[name]) }
    #expect(error?.path == folder[name])
    #expect(error?.problem.contains("choose another folder") == true)
    #expect(folder.contents == before)
  }

  /// One letter, none, or a zero in it: what made Foundation's functions trap.
  @Test(arguments: ["", "a\0b"]) func aTextThatIsNoPathIsRefused(path: String) {
    #expect(throws: FileError.self) { try Folder.make(path) }
  }

  @Test func aLockedFolderIsRefusedUntilTheLockIsGone() throws {
    var lock: FolderLock? = try FolderLock(folder[])
    let error = #expect(throws: FileError.self) { _ = try FolderLock(folder[]) }
    #expect(error?.problem.contains("another is; wait until it has ended") == true)
    withExtendedLifetime(lock) {}
    lock = nil
    _ = try FolderLock(folder[])
    // There is no file of the lock that could be left behind.
    #expect(folder.contents == [])
  }
}
