import Foundation
import GRDB
import Records
import Testing

@testable import RecordStore

/// A store of next year's program: what this one knows of it is read, and nothing is written.
@Suite struct NewerStoreTests {
  /// A run, with what a later version may add: columns, a table, keys, a kind of place, a quantity that
  /// is NaN.
  private func newer() throws -> (TestStore, id: Int64) {
    let files = try TestStore()
    let id = try files.add(
      verdict: StoredVerdict(
        verdict: "diverged",
        findings: [StoredFinding(code: "GS1", rule: "r", severity: "note", message: "")]))
    try files.execute(
      """
      ALTER TABLE layer_statistics ADD COLUMN head_diversity REAL;
      ALTER TABLE runs ADD COLUMN tags TEXT;
      ALTER TABLE findings ADD COLUMN confidence REAL;
      CREATE TABLE notes (run_id INTEGER, text TEXT);
      INSERT INTO notes VALUES (1, 'a note');
      PRAGMA user_version = 8;
      """)
    return (files, id)
  }

  @Test func isListedAndRead() throws {
    let (files, id) = try newer()
    let store = try RunStore(readingAt: files.path)
    #expect(try store.runs().map(\.id) == [id] && store.resolve("last").id == id)
    #expect(try store.record(id) == ExampleTraining.finished())
    #expect(try store.verdict(id)?.findings.count == 1)
    #expect(try store.finishedRuns { $0 }.count == 1)
    #expect(try files.query("PRAGMA user_version") == ["8"])
  }

  /// As next year's program writes it: its own columns count in its sums.
  @Test func theSumsOfItsOwnColumnsHold() throws {
    let (files, id) = try newer()
    try fill(files)
    let store = try RunStore(readingAt: files.path)
    #expect(try store.runs().map(\.id) == [id])
    #expect(try store.record(id) == ExampleTraining.finished())
    // Whatever is changed there, is noticed.
    try files.execute("UPDATE layer_statistics SET head_diversity = 0.25 WHERE layer = 2")
    let error = storeError { _ = try store.record(id) }
    #expect(error?.description.contains("in table layer_statistics of run 1 ") == true)
    try files.execute("UPDATE runs SET tags = 'other'")
    #expect(storeError { _ = try store.runs() }?.category == .badInput)
  }

  /// Puts values into the columns of the future, and seals the rows by the formula of the page.
  private func fill(_ files: TestStore) throws {
    try DatabaseQueue(path: files.path).write { database in
      try database.execute(
        sql: "UPDATE layer_statistics SET head_diversity = 0.5 WHERE layer = 2; "
          + "UPDATE runs SET tags = 'mine'")
      for table in ["layer_statistics", "runs"] {
        var sum: UInt64 = 0
        for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table)") {
          sum &+= RowHash.of(row.databaseValues.dropFirst(table == "runs" ? 0 : 1))
        }
        try database.execute(
          sql: "UPDATE checksums SET checksum = ? WHERE table_name = ?",
          arguments: [Int64(bitPattern: sum), table])
      }
    }
  }

  /// Options, facts and places with more to say than this program knows.
  @Test func keysThatAreNotKnownArePassedOver() throws {
    let (files, id) = try newer()
    try files.execute(
      "UPDATE layers SET facts = json_set(facts, '$.tilt', 3), kind = 'spline' WHERE layer = 1;"
        + "UPDATE layer_statistics SET nan = 'head_diversity' WHERE layer = 1")
    try files.execute("DELETE FROM checksums WHERE table_name <> 'runs'")
    try files.execute("UPDATE checksums SET table_name = 'x'; DELETE FROM checksums")
    try files.execute(
      """
      UPDATE runs SET configuration = json_set(configuration, '$.warmth', 4),
        facts = json_remove(json_set(facts, '$.weather', 'fine', '$.run.mood', json('[1]'),
          '$.run.optimizer.nesting', 2, '$.run.task', 'next-word', '$.network.tilt', 1,
          '$.tables', 7), '$.checksums')
      """)
    let record = try RunStore(readingAt: files.path).record(id)
    var expected = ExampleTraining.finished()
    expected.facts.task = .other
    expected.places[0].kind = .other
    #expect(record.plan?["warmth"] == .integer(4))
    expected.plan = record.plan
    #expect(record == expected)
  }

  @Test func isNotWritten() throws {
    let (files, id) = try newer()
    let error = storeError { _ = try files.open() }
    #expect(error?.category == .badInput)
    #expect(error?.description.contains("version 7 or older, got version 8; use a newer") == true)
    let store = try RunStore(readingAt: files.path)
    #expect(storeError { try store.delete([id]) }?.category == .cannotWrite)
    #expect(try files.query("PRAGMA user_version") == ["8"])
  }
}
