import Foundation
import GRDB
import Testing

@testable import RecordStore

@Suite struct OpeningTests {
  @Test func aStoreSaysWhatItIs() throws {
    let files = try TestStore()
    try files.add()
    #expect(try files.query("PRAGMA user_version") == ["7"])
    #expect(try files.query("PRAGMA application_id") == ["\(0x4772_6453)"])
    #expect(try files.query("PRAGMA journal_mode") == ["wal"])
    #expect(try files.query("PRAGMA auto_vacuum") == ["2"])
    #expect(try files.query("PRAGMA integrity_check") == ["ok"])
    #expect(try files.query("PRAGMA foreign_key_check") == [])
  }

  @Test func theFolderIsMade() throws {
    let files = try TestStore()
    _ = try RunStore(creatingAt: files.folder + "/a/b/runs.db")
    _ = try RunStore(readingAt: files.folder + "/a/b/runs.db")
    try Data().write(to: URL(fileURLWithPath: files.folder + "/file"))
    let error = storeError { _ = try RunStore(creatingAt: files.folder + "/file/runs.db") }
    #expect(error?.category == .cannotWrite)
  }

  @Test func aMissingFileIsNotMadeByReading() throws {
    let files = try TestStore()
    #expect(storeError { _ = try RunStore(readingAt: files.path) }?.category == .notFound)
    #expect(!FileManager.default.fileExists(atPath: files.path))
  }

  @Test func anEmptyFileBecomesAStore() throws {
    let files = try TestStore()
    try Data().write(to: URL(fileURLWithPath: files.path))
    #expect(storeError { _ = try RunStore(readingAt: files.path) }?.category == .badInput)
    let id = try files.add()
    #expect(try RunStore(readingAt: files.path).resolve("last").id == id)
  }

  @Test func odderPathsAreFiles() throws {
    let files = try TestStore()
    for name in ["file:runs.db?mode=memory", ":memory:", "mit Umlaut ü #1.db"] {
      _ = try RunStore(creatingAt: files.folder + "/" + name)
      #expect(FileManager.default.fileExists(atPath: files.folder + "/" + name))
    }
  }

  @Test(arguments: [-1, 0, Int(Int32.min)])
  func aVersionThatNeverWasIsRefused(version: Int) throws {
    let files = try TestStore()
    try files.add()
    try files.execute("PRAGMA user_version = \(version)")
    for error in bothErrors(files.path) {
      #expect(error?.category == .badInput)
      #expect(error?.description.contains("got version \(version), which there is not") == true)
    }
  }

  /// What a process leaves that is killed while it makes the file: half of it, and a journal.
  @Test func aHalfMadeFileIsPutRight() throws {
    let files = try TestStore()
    let made = try TestStore()
    let half = try DatabaseQueue(path: made.path)
    try half.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA cache_size = 1")
      try database.execute(sql: "CREATE TABLE before (x); BEGIN IMMEDIATE")
      for number in 0..<100 {
        try database.execute(sql: "CREATE TABLE t\(number) (x); INSERT INTO before VALUES (1)")
        try database.execute(sql: "INSERT INTO t\(number) VALUES (randomblob(9000))")
      }
      for end in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: made.path + end, toPath: files.path + end)
      }
      try database.execute(sql: "ROLLBACK")
    }
    // Another program's, which is refused as before, and put right.
    #expect(
      storeError { _ = try RunStore(readingAt: files.path) }?.description.contains(
        "of another program") == true)
    #expect(try files.query("SELECT name FROM sqlite_master") == ["before"])
  }

  @Test func aFileThatIsDeletedWhileARunIsWrittenIsNoticed() throws {
    let files = try TestStore()
    let store = try files.open()
    let id = try store.begin(ExampleTraining.finished(), version: "1")
    try FileManager.default.removeItem(atPath: files.path)
    let error = storeError { try store.beat(id) }
    #expect(error?.category == .cannotWrite)
    #expect(error?.description.contains("got none: it was deleted or moved") == true)
  }

  @Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() throws {
    let files = try TestStore()
    try files.execute("CREATE TABLE songs (title TEXT)")
    let before = try Data(contentsOf: URL(fileURLWithPath: files.path))
    for error in bothErrors(files.path) {
      #expect(error?.category == .badInput)
      #expect(error?.description.contains("of another program") == true)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: files.path)) == before)
    // Without tables, but claimed.
    let claimed = try TestStore()
    try claimed.execute("PRAGMA application_id = 5; VACUUM")
    for error in bothErrors(claimed.path) { #expect(error?.category == .badInput) }
  }

  @Test(arguments: ["loss,accuracy\n1,2\n", "SQLite format 3\0", "x"])
  func whatIsNoDatabaseIsRefusedAndLeftAlone(text: String) throws {
    let files = try TestStore()
    try Data(text.utf8).write(to: URL(fileURLWithPath: files.path))
    for error in bothErrors(files.path) { #expect(error?.category == .badInput) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: files.path)) == Data(text.utf8))
  }

  /// As everywhere: an input that is not there, an output that cannot be written.
  @Test func whatIsNoFileIsRefused() throws {
    let files = try TestStore()
    for path in [files.folder, "/dev/null", "", files.folder + "/runs.db/"] {
      #expect(bothErrors(path).map { $0?.category } == [.cannotWrite, .notFound], "\(path)")
    }
    #expect(bothErrors(files.folder)[0]?.description.contains("got a directory") == true)
  }

  /// Only what is not there is missing: these may be, and what is in the way is said.
  @Test func whatCannotBeReachedIsNotMissing() throws {
    let files = try TestStore()
    let loop = files.folder + "/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    let long = files.folder + "/" + String(repeating: "x", count: 300)
    for (path, reason) in [
      (loop, "symbolic links"), (loop + "/runs.db", "symbolic links"), (long, "name too long"),
    ] {
      let errors = bothErrors(path)
      #expect(errors.map { $0?.category } == [.cannotWrite, .notFound])
      for error in errors {
        let words = error?.description ?? ""
        #expect(words.contains(reason) && words.hasSuffix("; check the path"), "\(words)")
      }
    }
    // A folder that is a file: nothing is there.
    try Data().write(to: URL(fileURLWithPath: files.folder + "/file"))
    let error = storeError { _ = try RunStore(readingAt: files.folder + "/file/runs.db") }
    #expect(error?.description.contains("got no such file") == true)
  }

  // The super-user may enter every folder.
  @Test(.enabled(if: geteuid() != 0))
  func aFolderThatMayNotBeEnteredIsNotMissing() throws {
    let files = try TestStore()
    try files.add()
    chmod(files.folder, 0o600)
    for error in bothErrors(files.path) {
      #expect(error?.description.contains("got no permission to enter its folder; ") == true)
    }
  }

  // The super-user may write everywhere.
  @Test(.enabled(if: geteuid() != 0))
  func aReadOnlyStoreCanBeRead() throws {
    let files = try TestStore()
    let id = try files.add()
    chmod(files.path, 0o400)
    #expect(storeError { _ = try files.open() }?.category == .cannotWrite)
    #expect(try RunStore(readingAt: files.path).runs().map(\.id) == [id])
    chmod(files.folder, 0o500)
    #expect(storeError { _ = try files.open() }?.category == .cannotWrite)
    #expect(try RunStore(readingAt: files.path).runs().map(\.id) == [id])
    #expect(
      storeError { _ = try RunStore(creatingAt: files.folder + "/new.db") }?.category
        == .cannotWrite)
    chmod(files.path, 0)
    #expect(storeError { _ = try RunStore(readingAt: files.path) }?.category == .badInput)
  }

  @Test func aStoreOpenedForReadingIsNotWritten() throws {
    let files = try TestStore()
    let id = try files.add()
    let store = try RunStore(readingAt: files.path)
    #expect(storeError { try store.delete([id]) }?.category == .cannotWrite)
    #expect(try store.runs().count == 1)
  }

  private func bothErrors(_ path: String) -> [StoreError?] {
    [
      storeError { _ = try RunStore(creatingAt: path) },
      storeError { _ = try RunStore(readingAt: path) },
    ]
  }
}
