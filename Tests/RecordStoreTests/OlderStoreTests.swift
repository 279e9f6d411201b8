import Foundation
import GRDB
import Records
import Testing

@testable import RecordStore

/// Stores that earlier versions wrote are listed and read, whether or not they can be written.
@Suite struct OlderStoreTests {
  /// A copy of a store that a program of version 3 wrote: one network of two layers, 12 steps.
  private func version3() throws -> TestStore {
    let files = try TestStore()
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Stores/version-3.sqlite")
    try FileManager.default.copyItem(at: stored, to: URL(fileURLWithPath: files.path))
    return files
  }

  /// The same as versions 1 and 2 would have written it.
  private func store(version: Int) throws -> TestStore {
    let files = try version3()
    if version < 3 {
      for (table, column) in [
        ("probe_looks", "distinct_units"), ("probes", "distinct_units"), ("findings", "caused_by"),
      ] { try files.execute("ALTER TABLE \(table) DROP COLUMN \(column)") }
    }
    if version < 2 { try files.execute("DROP TABLE predictions") }
    try files.execute("PRAGMA user_version = \(version); PRAGMA wal_checkpoint(TRUNCATE)")
    return files
  }

  private func expectTheRun(in store: RunStore, version: Int) throws {
    let runs = try store.runs()
    #expect(runs.map(\.name) == ["relu-he-normal"] && runs.map(\.verdict) == ["healthy"])
    #expect(try store.resolve("last").id == 1)
    let record = try store.record(1)
    #expect(record.layers.count == 2 && record.curves.steps == Array(0...12))
    #expect(record.history.count == 13 && record.evaluation.finalLoss == runs[0].finalLoss)
    #expect((record.prediction != nil) == (version >= 2))
    #expect((record.probes.first?.distinctUnits != nil) == (version >= 3))
    #expect(try store.verdict(1) == StoredVerdict(verdict: "healthy"))
    #expect(try store.finishedRuns(of: [record.configuration]).count == 1)
  }

  @Test(arguments: [1, 2, 3])
  func isBroughtUpToDateByReading(version: Int) throws {
    let files = try store(version: version)
    let store = try RunStore(readingAt: files.path)
    try expectTheRun(in: store, version: version)
    #expect(try files.query("PRAGMA user_version") == ["4"])
    // It takes runs of today, beside those without checksums.
    let id = try files.add()
    #expect(try store.record(id) == ExampleTraining.finished())
    #expect(try store.runs().map(\.id) == [id, 1])
  }

  @Test(arguments: [1, 2, 3])
  func isReadAsItIsWhereItCannotBeWritten(version: Int) throws {
    let files = try store(version: version)
    // Another process that writes; a folder without permission would not stop the super-user.
    let writer = try DatabaseQueue(path: files.path)
    try writer.inDatabase { database in
      try database.inTransaction(.immediate) {
        try expectTheRun(in: RunStore(readingAt: files.path), version: version)
        return .rollback
      }
    }
    #expect(try files.query("PRAGMA user_version") == ["\(version)"])
  }

  // The super-user may write everywhere.
  @Test(.enabled(if: geteuid() != 0))
  func isReadAsItIsWithoutPermission() throws {
    let files = try store(version: 1)
    chmod(files.path, 0o400)
    chmod(files.folder, 0o500)
    try expectTheRun(in: RunStore(readingAt: files.path), version: 1)
  }

  /// A number that a flipped bit made smaller: the tables are there already.
  @Test func aVersionThatDoesNotFitTheTablesIsDamage() throws {
    let files = try version3()
    try files.execute("PRAGMA user_version = 1")
    let error = storeError { _ = try RunStore(readingAt: files.path) }
    #expect(error?.category == .badInput)
    #expect(error?.description.contains("expected a sound run store, got") == true)
    #expect(try files.query("PRAGMA user_version") == ["1"])
  }

  /// Nor does it make runs that have checksums lose what that version had no place for.
  @Test func aVersionThatDoesNotFitIsDamageWhereItCannotBeWrittenToo() throws {
    let files = try TestStore()
    let id = try files.add()
    try files.execute("PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)")
    try DatabaseQueue(path: files.path).inDatabase { database in
      try database.inTransaction(.immediate) {
        let store = try RunStore(readingAt: files.path)
        let error = storeError { _ = try store.record(id) }
        #expect(error?.description.contains("got 0 rows in table predictions of run 1 ") == true)
        return .rollback
      }
    }
  }
}
