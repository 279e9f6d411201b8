import Foundation
import Testing

@testable import Files

@Suite struct FileBytesTests {
  @Test func thePiecesAreTheFile() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let content = (0..<1000).map { UInt8($0 % 251) }
    try AtomicFile.write(content, to: path)
    let file = try FileBytes(at: path, expected: "a run log")
    #expect(file.size == 1000)
    var bytes: [UInt8] = []
    var pieces: [Int] = []
    while true {
      let count = try file.read(300, to: &bytes)
      guard count > 0 else { break }
      pieces.append(count)
    }
    #expect(pieces == [300, 300, 300, 100] && bytes == content)
  }

  @Test func whatIsNoFileOrTooLargeIsRefusedAsByInputFile() throws {
    #expect(throws: FileError.missing(path: "/none", expected: "a run log")) {
      try FileBytes(at: "/none", expected: "a run log")
    }
    for path in ["/", "/dev/null", ""] {
      #expect(throws: FileError.self) { try FileBytes(at: path, expected: "a run log") }
    }
    #expect(throws: FileError.self) {
      try FileBytes(at: #filePath, expected: "a run log", limit: 10)
    }
  }
}
