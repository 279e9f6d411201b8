import Foundation
import GRDB
import Records

@testable import RecordStore

/// A folder of a test's own with a store in it, deleted after it.
final class TestStore: Sendable {
  let folder = NSTemporaryDirectory() + "gradscope-store-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    // So that a folder without permissions can be deleted too.
    chmod(folder, 0o700)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The path of the store.
  var path: String { folder + "/runs.db" }

  /// Opens the store for writing.
  func open() throws -> RunStore { try RunStore(creatingAt: path) }

  /// Stores a record and returns its number.
  @discardableResult
  func add(
    _ record: RunRecord = ExampleTraining.finished(), verdict: StoredVerdict? = nil
  ) throws -> Int64 {
    let store = try open()
    let id = try store.begin(record, version: "1.2.3")
    var position = WritePosition()
    try store.finish(id, with: record, from: &position, verdict: verdict)
    return id
  }

  /// Runs SQL on the file as another program would.
  func execute(_ sql: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  /// Runs SQL as a writer of the runs would: their rows are sealed again.
  func executeAndSeal(_ sql: String) throws {
    try DatabaseQueue(path: path).write { database in
      try database.execute(sql: sql)
      for id in try Int64.fetchAll(database, sql: "SELECT id FROM runs") {
        try ChecksumRows.seal(id, in: database)
      }
    }
  }

  /// Leaves the runs as if they were of a store that had no checksums yet.
  func forgetChecksums() throws {
    try execute("DELETE FROM checksums; UPDATE runs SET facts = json_remove(facts, '$.checksums')")
  }

  /// The first column of what a query gives, as texts.
  func query(_ sql: String) throws -> [String?] {
    try DatabaseQueue(path: path).read {
      try DatabaseValue.fetchAll($0, sql: sql).map { $0.isNull ? nil : "\($0.storage.value!)" }
    }
  }

  /// Every row of every table of runs as text, in order, without what has moments in it: the runs'
  /// own rows, and their seals.
  func contents() throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'runs' ORDER BY name
          """)
      return try tables.flatMap { table in
        try Row.fetchAll(
          database,
          sql: "SELECT * FROM \(table)"
            + (table == ChecksumRows.table ? " WHERE table_name <> 'runs'" : "")
        ).map { "\(table) \($0)" }.sorted()
      }
    }
  }
}

/// Runs an expression that must throw a `StoreError`, and returns that.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch {
    return error as? StoreError
  }
}
