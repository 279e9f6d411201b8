import Foundation
import Testing

@testable import Files

@Suite struct InputFileTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func error(_ path: String, limit: Int = InputFile.maximumSize) -> FileError? {
    #expect(throws: FileError.self) {
      try InputFile.bytes(at: path, expected: "a recipe", limit: limit)
    }
  }

  @Test func readsAFile() throws {
    try folder.write("eggs", to: "recipe")
    #expect(try InputFile.bytes(at: folder["recipe"], expected: "a recipe") == Array("eggs".utf8))
  }

  @Test func readsThroughALinkAndAnEmptyFile() throws {
    try folder.write("", to: "empty")
    try FileManager.default.createSymbolicLink(
      atPath: folder["link"], withDestinationPath: folder["empty"])
    #expect(try InputFile.bytes(at: folder["link"], expected: "a recipe") == [])
  }

  @Test func saysThatAFileIsMissing() throws {
    try folder.write("eggs", to: "recipe")
    for missing in [folder["no"], folder["no/such"], folder["recipe/page"], "", "a\u{0}b"] {
      #expect(error(missing) == .missing(path: missing, expected: "a recipe"))
    }
    #expect(error("no")?.description == "no: expected a recipe, got no such file; check the path")
    #expect(error("")?.description == "\"\": expected a recipe, got no such file; check the path")
    #expect(error("a\n\u{0}")?.description.hasPrefix("a\\n\\u{0}: expected") == true)
  }

  @Test func callsADirectoryADirectory() {
    #expect(
      error(folder[])?.description
        == "\(folder[]): expected a recipe, got a directory; name a file in it")
  }

  @Test(.timeLimit(.minutes(20))) func refusesAPipeWithoutWaitingForIt() {
    #expect(mkfifo(folder["pipe"], 0o600) == 0)
    #expect(
      error(folder["pipe"])?.description
        == "\(folder["pipe"]): expected a recipe, got a pipe; save the data to a file")
  }

  @Test func callsADeviceADevice() {
    for device in ["/dev/null", "/dev/zero"] {
      #expect(
        error(device)?.description
          == "\(device): expected a recipe, got a device; save the data to a file")
    }
  }

  @Test func callsASocketASocket() throws {
    // The path of a socket must be short: shorter than those of the folders of the tests.
    let path = FileManager.default.temporaryDirectory.appending(path: "\(getpid()).socket").path
    #if canImport(Glibc)
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    defer {
      close(descriptor)
      unlink(path)
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
    #expect(
      error(path)?.description
        == "\(path): expected a recipe, got a socket; save the data to a file")
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func refusesAFileWithoutPermission() throws {
    try folder.write("eggs", to: "secret")
    #expect(chmod(folder["secret"], 0) == 0)
    #expect(
      error(folder["secret"])?.description
        == "\(folder["secret"]): expected a readable file, got no permission to read it; "
        + "change its permissions (chmod u+r)")
  }

  @Test func refusesALinkThatLeadsToItself() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder["loop"], withDestinationPath: folder["loop"])
    guard case .unreadable = error(folder["loop"]) else {
      Issue.record("expected an unreadable file")
      return
    }
  }

  @Test func refusesAFileOverTheLimit() throws {
    try folder.write("eggs", to: "recipe")
    #expect(
      error(folder["recipe"], limit: 3)?.description
        == "\(folder["recipe"]): expected a recipe of at most 3 bytes, got 4; take a part of it")
    #expect(
      try InputFile.bytes(at: folder["recipe"], expected: "a recipe", limit: 4).count == 4)
  }

  @Test func refusesAFileOver2GiB() throws {
    // A hole takes no space on the disk.
    try folder.write("", to: "large")
    try #require(truncate(folder["large"], off_t(InputFile.maximumSize) + 1) == 0)
    #expect(
      error(folder["large"])?.description
        == "\(folder["large"]): expected a recipe of at most 2147483648 bytes (2 GiB), got 2147483649; "
        + "take a part of it")
  }
}
