import Foundation
import Testing

@testable import Datasets

@Suite final class InputFileTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "gradscope-input-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { folder + "/" + name }

  private func error(_ path: String) -> DatasetError? {
    #expect(throws: DatasetError.self) { try CSVReader().read(path: path) }
  }

  @Test func readsAFile() throws {
    try Data("a,y\n1,0\n2,1\n".utf8).write(to: URL(fileURLWithPath: path("a.csv")))
    let data = try DatasetName(parsing: path("a.csv")).load()
    #expect(data.name == path("a.csv"))
    #expect(data.features == [1, 2])
  }

  @Test func saysThatAFileIsMissing() {
    for missing in [path("no.csv"), path("no/such.csv"), "", "a\u{0}.csv"] {
      #expect(error(missing) == .missingFile(path: missing))
      #expect(error(missing)?.category == .missingInput)
    }
    #expect(
      error("no.csv")?.description
        == "no.csv: expected a CSV file, got no such file; check the path")
  }

  @Test func saysThatAFileIsInTheWay() throws {
    try Data().write(to: URL(fileURLWithPath: path("a.csv")))
    #expect(error(path("a.csv/b.csv"))?.category == .missingInput)
  }

  @Test func refusesADirectory() {
    #expect(
      error(folder)?.description
        == "\(folder): expected a CSV file, got a directory; name a file in it")
    #expect(error(folder)?.category == .missingInput)
  }

  @Test(.timeLimit(.minutes(1))) func refusesAPipeWithoutWaitingForIt() {
    #expect(mkfifo(path("pipe.csv"), 0o600) == 0)
    #expect(
      error(path("pipe.csv"))?.description
        == "\(path("pipe.csv")): expected a CSV file, got a pipe, socket or device; "
        + "save the data to a file")
    #expect(error("/dev/zero")?.category == .missingInput)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func refusesAFileWithoutPermission() throws {
    try Data("a,y\n".utf8).write(to: URL(fileURLWithPath: path("secret.csv")))
    #expect(chmod(path("secret.csv"), 0) == 0)
    #expect(
      error(path("secret.csv"))?.description
        == "\(path("secret.csv")): expected a readable file, got no permission to read it; "
        + "change its permissions (chmod u+r)")
  }

  @Test func refusesALinkThatLeadsToItself() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path("loop.csv"), withDestinationPath: path("loop.csv"))
    guard case .unreadableFile = error(path("loop.csv")) else {
      Issue.record("expected an unreadable file")
      return
    }
  }

  @Test func refusesAFileOver2GiB() throws {
    // A hole takes no space on the disk.
    try Data().write(to: URL(fileURLWithPath: path("large.csv")))
    try #require(truncate(path("large.csv"), off_t(InputFile.maximumSize) + 1) == 0)
    #expect(
      error(path("large.csv"))?.description
        == "\(path("large.csv")): expected at most 2147483648 bytes (2 GiB), got 2147483649; "
        + "take a part of the examples")
  }
}
