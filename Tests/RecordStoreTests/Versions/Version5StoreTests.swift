import GRDB
import Records
import Testing

@testable import RecordStore

/// Stores from before the maps of outputs.
@Suite struct Version5StoreTests {
  /// Runs of version 5 have no maps of outputs, and no checksums of them.
  @Test func aStoreOfVersion5IsReadAsItIsAndBroughtUpToDate() throws {
    let files = try TestStore()
    let id = try files.add()
    try files.execute(
      """
      DROP TABLE output_maps; DROP TABLE output_grids;
      DELETE FROM checksums WHERE table_name LIKE 'output_%';
      PRAGMA user_version = 5; PRAGMA wal_checkpoint(TRUNCATE)
      """)
    var expected = ExampleTraining.finished()
    expected.outputs = nil
    try DatabaseQueue(path: files.path).inDatabase { database in
      try database.inTransaction(.immediate) {
        let store = try RunStore(readingAt: files.path)
        #expect(try store.record(id) == expected)
        return .rollback
      }
    }
    #expect(try files.query("PRAGMA user_version") == ["5"])
    #expect(try RunStore(readingAt: files.path).record(id) == expected)
    #expect(try files.query("PRAGMA user_version") == ["7"])
  }
}
