import GRDB
import Records
import Testing

@testable import RecordStore

/// Stores from before the maps of outputs, and from before the deviation over examples.
@Suite struct Version5StoreTests {
  /// A run as it was measured before there was the deviation over examples.
  private static let record: RunRecord = {
    var record = ExampleTraining.finished()
    for place in record.places.indices {
      for entry in 0..<record.history.count {
        record.history[entry, place: place][.activationExampleStd] = nil
      }
    }
    for event in record.events.indices {
      for step in record.events[event].steps.indices {
        for place in record.events[event].steps[step].places.indices {
          record.events[event].steps[step].places[place][.activationExampleStd] = nil
        }
      }
    }
    return record
  }()

  /// The tables as version 6 had them.
  private func downgrade(_ files: TestStore, to version: Int) throws {
    let columns = StatisticsColumns.tables.map {
      "ALTER TABLE \($0) DROP COLUMN activation_example_std;"
    }
    try files.execute(
      "DROP VIEW final_layers;" + columns.joined() + FinalLayers.replacement[1]
        + "; PRAGMA user_version = \(version); PRAGMA wal_checkpoint(TRUNCATE)")
  }

  @Test func aStoreOfVersion6IsReadAsItIsAndBroughtUpToDate() throws {
    let files = try TestStore()
    let id = try files.add(Self.record)
    try downgrade(files, to: 6)
    try DatabaseQueue(path: files.path).inDatabase { database in
      try database.inTransaction(.immediate) {
        let store = try RunStore(readingAt: files.path)
        #expect(try store.record(id) == Self.record)
        return .rollback
      }
    }
    #expect(try files.query("PRAGMA user_version") == ["6"])
    #expect(try RunStore(readingAt: files.path).record(id) == Self.record)
    #expect(try files.query("PRAGMA user_version") == ["7"])
    #expect(
      try files.query("SELECT activation_example_std FROM final_layers").allSatisfy { $0 == nil })
    // It takes runs of today.
    let new = try files.add()
    #expect(try RunStore(readingAt: files.path).record(new) == ExampleTraining.finished())
  }

  /// Runs of version 5 have no maps of outputs, and no checksums of them.
  @Test func aStoreOfVersion5IsReadAsItIsAndBroughtUpToDate() throws {
    let files = try TestStore()
    let id = try files.add(Self.record)
    try files.execute(
      """
      DROP TABLE output_maps; DROP TABLE output_grids;
      DELETE FROM checksums WHERE table_name LIKE 'output_%'
      """)
    try downgrade(files, to: 5)
    var expected = Self.record
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
