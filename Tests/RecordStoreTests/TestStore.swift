import Foundation
import GRDB
import TrainingRecords

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

  /// The first column of what a query gives, as texts.
  func query(_ sql: String) throws -> [String?] {
    try DatabaseQueue(path: path).read {
      try DatabaseValue.fetchAll($0, sql: sql).map { $0.isNull ? nil : "\($0.storage.value!)" }
    }
  }

  /// Every row of every table of runs as text, in order; a run's own row without its moments.
  func contents() throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'runs' ORDER BY name
          """)
      return try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
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
