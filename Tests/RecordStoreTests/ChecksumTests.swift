import Foundation
import GRDB
import Records
import Testing

@testable import RecordStore

/// What was changed behind the program's back is noticed, in whichever table it is, and however well
/// it fits.
@Suite struct ChecksumTests {
  private static let findings = [
    StoredFinding(code: "GS401", rule: "diverged", severity: "error", message: "it is NaN"),
    StoredFinding(code: "GS202", rule: "dying-relu", severity: "warning", message: "silent"),
  ]

  private func judged() throws -> (TestStore, id: Int64) {
    let files = try TestStore()
    return (
      files, try files.add(verdict: StoredVerdict(verdict: "diverged", findings: Self.findings))
    )
  }

  @Test(arguments: [
    ("layers", "UPDATE layers SET fan_in = fan_in + 1 WHERE layer = 2"),
    ("layers", "UPDATE layers SET facts = NULL WHERE layer = 1"),
    ("chains", "UPDATE chains SET axis = 'depth' WHERE chain = 2"),
    ("chains", "DELETE FROM chains WHERE chain = 2"),
    ("layer_statistics", "UPDATE layer_statistics SET not_counted = NULL WHERE layer = 3"),
    ("layer_statistics", "UPDATE layer_statistics SET nan = 'delta_zero_fraction' WHERE layer = 3"),
    ("layer_statistics", "UPDATE layer_statistics SET token_cosine = NULL WHERE layer = 2"),
    ("predictions", "UPDATE predictions SET delta_rms = 0.25"),
    ("predictions", "DELETE FROM predictions"),
    ("curves", "UPDATE curves SET accuracy = accuracy + 1e-9 WHERE step = 0"),
    ("curves", "UPDATE curves SET loss = NULL WHERE step = 0"),
    ("curves", "DELETE FROM curves WHERE step = (SELECT max(step) FROM curves)"),
    ("layer_statistics", "UPDATE layer_statistics SET weight_norm = -weight_norm WHERE layer = 1"),
    ("layer_smallest", "UPDATE layer_smallest SET non_finite_deltas = 7 WHERE layer = 3"),
    ("layer_smallest", "DELETE FROM layer_smallest"),
    ("layer_largest", "UPDATE layer_largest SET delta_rms = 1 WHERE layer = 3"),
    ("layer_largest", "DELETE FROM layer_largest WHERE step > 20"),
    ("samples", "UPDATE samples SET looks = 1 WHERE last_step > step"),
    ("samples", "DELETE FROM samples WHERE step > 20"),
    ("layer_samples", "UPDATE layer_samples SET gradient_noise = 1 WHERE layer = 1 AND step = 35"),
    ("histograms", "UPDATE histograms SET positive = '[8]' WHERE tensor = 'delta' AND layer = 1"),
    ("histograms", "DELETE FROM histograms WHERE tensor = 'activation' AND layer = 1"),
    ("probe_looks", "UPDATE probe_looks SET effective_ranks = NULL WHERE step = 30"),
    ("probes", "UPDATE probes SET silent_map = x'0401' WHERE step = 30 AND layer = 1"),
    ("jacobians", "UPDATE jacobians SET singular_values = '[3]' WHERE example = 3"),
    ("output_maps", "UPDATE output_maps SET description = replace(description, 'kind', 'sort')"),
    ("output_grids", "UPDATE output_grids SET winners = x'000100010101' WHERE step = 0"),
    ("output_grids", "DELETE FROM output_grids WHERE step = 0"),
    ("events", "UPDATE events SET step = step - 1"),
    ("events", "DELETE FROM events WHERE event = 2"),
    ("event_steps", "UPDATE event_steps SET loss = 0.5"),
    ("event_statistics", "UPDATE event_statistics SET zero_fraction = 0.5 WHERE layer = 2"),
    ("runs", "UPDATE runs SET name = 'relu-he'"),
    ("runs", "UPDATE runs SET facts = replace(facts, '0.125', '0.135')"),
    ("checksums", "DELETE FROM checksums WHERE table_name = 'curves'"),
    ("checksums", "DELETE FROM checksums"),
    ("curves", "UPDATE checksums SET checksum = checksum + 1 WHERE table_name = 'curves'"),
    ("probes", "UPDATE checksums SET formula = 1 WHERE table_name = 'probes'"),
    ("checksums", "UPDATE checksums SET formula = 3 WHERE table_name = 'curves'"),
    ("checksums", "UPDATE checksums SET formula = 3 WHERE table_name = 'runs'"),
  ])
  func aChangedCellIsNoticed(table: String, sql: String) throws {
    let (files, id) = try judged()
    try files.execute(sql)
    let error = storeError { _ = try RunStore(readingAt: files.path).record(id) }
    #expect(error?.category == .badInput)
    let words = try #require(error?.description)
    #expect(words.contains("expected a sound run store, got "), "\(words)")
    #expect(words.contains("in table \(table) of run \(id)"), "\(words)")
  }

  @Test(arguments: [
    "UPDATE findings SET message = 'all is well' WHERE finding = 1",
    "UPDATE findings SET severity = 'note' WHERE finding = 2", "DELETE FROM findings",
    "UPDATE runs SET verdict = 'healthy'", "UPDATE runs SET heartbeat = '2525-01-01T00:00:00.000Z'",
    "UPDATE runs SET program_version = '9'", "UPDATE runs SET validation_loss = 3",
  ])
  func aChangedJudgementIsNoticedInAListToo(sql: String) throws {
    let (files, id) = try judged()
    let other = try files.add()
    try files.execute(sql + (sql.contains("findings") ? "" : " WHERE id = \(id)"))
    let store = try RunStore(readingAt: files.path)
    #expect(storeError { _ = try store.verdict(id) }?.category == .badInput)
    #expect(storeError { _ = try store.resolve("\(id)") }?.category == .badInput)
    // It does not hide the others.
    var said: [StoreError] = []
    #expect(try store.runs { said.append($0) }.map(\.id) == [other])
    #expect(said.map(\.category) == [.badInput])
    #expect(try store.resolve("last").id == other)
    #expect(try store.finishedRuns { $0 }.values.map(\.id) == [other])
  }

  /// A row that no longer is what is asked for must not be left out without a word.
  @Test func aFilterDoesNotHideDamage() throws {
    let (files, id) = try judged()
    try files.add()
    try files.execute("UPDATE runs SET verdict = 'healthy' WHERE id = \(id)")
    for filter in [RunFilter(verdict: "diverged"), RunFilter(verdict: "healthy")] {
      let error = storeError { _ = try RunStore(readingAt: files.path).runs(filter) }
      #expect(error?.description.contains("in table runs of run \(id) ") == true)
    }
  }

  /// A damaged row may have had any name.
  @Test func aNameIsNotGivenToAnOlderRun() throws {
    let files = try TestStore()
    for name in ["relu-he", "relu-he", "newest"] {
      try files.add(ExampleTraining.finished(name: name))
    }
    try files.execute("UPDATE runs SET name = 'relu-hd' WHERE id = 2")
    let store = try RunStore(readingAt: files.path)
    #expect(storeError { _ = try store.resolve("relu-he") }?.category == .badInput)
    #expect(try store.resolve("newest").id == 3 && store.resolve("1").name == "relu-he")
  }

  @Test func aLostRunIsMissed() throws {
    let (files, _) = try judged()
    let lost = try files.add()
    let kept = try files.add(ExampleTraining.finished(name: "kept"))
    // Without foreign keys, its checksums stay: as when a page says that it holds a row less.
    try files.execute("PRAGMA foreign_keys = OFF; DELETE FROM runs WHERE id = \(lost)")
    let store = try RunStore(readingAt: files.path)
    var said: [String] = []
    #expect(try store.runs { said.append($0.description) }.map(\.id) == [kept, 1])
    #expect(said.count == 1 && said[0].contains("got no row in table runs of run \(lost) instead"))
    #expect(try store.resolve("last").id == kept)
    #expect(storeError { _ = try store.resolve("tanh-xavier") }?.category == .badInput)
    #expect(storeError { _ = try store.record(lost) }?.category == .notFound)
    // What it left can be deleted; what was never there, not.
    #expect(try store.holds(lost) && !store.holds(99))
    try files.open().delete([lost])
    #expect(try store.runs().map(\.id) == [kept, 1])
    #expect(try files.query("SELECT count(*) FROM curves WHERE run_id = \(lost)") == ["0"])
  }

  @Test func aDamagedRunCanBeDeleted() throws {
    let (files, id) = try judged()
    let other = try files.add()
    try files.execute("UPDATE runs SET facts = '{' WHERE id = \(id)")
    #expect(storeError { try files.open().delete([id, 99]) }?.category == .notFound)
    try files.open().delete([id])
    #expect(try RunStore(readingAt: files.path).runs().map(\.id) == [other])
  }

  /// As the page says: the rows of both tables, and their checksums.
  @Test func rangesMayBeDeletedToSaveRoom() throws {
    let (files, id) = try judged()
    let ranges = "run_id = \(id)"
    try files.execute(
      """
      DELETE FROM layer_smallest WHERE \(ranges);
      DELETE FROM layer_largest WHERE \(ranges);
      DELETE FROM checksums WHERE \(ranges) AND table_name IN ('layer_smallest', 'layer_largest');
      """)
    let record = try RunStore(readingAt: files.path).record(id)
    #expect(record.history.statistics == ExampleTraining.finished().history.statistics)
    #expect(record.history.smallest == record.history.statistics)
    #expect(record.history.largest == record.history.statistics)
    // Only these can be done without.
    try files.execute("DELETE FROM curves; DELETE FROM checksums WHERE table_name = 'curves'")
    #expect(
      storeError { _ = try RunStore(readingAt: files.path).record(id) }?.category == .badInput)
  }

  @Test func deletingARunDeletesItsChecksums() throws {
    let (files, id) = try judged()
    try files.open().delete([id])
    #expect(try files.query("SELECT count(*) FROM checksums") == ["0"])
    #expect(try RunStore(readingAt: files.path).runs().isEmpty)
  }

  /// Batch by batch, the sums are those of the rows that are there.
  @Test func theSumsOfManyBatchesAreThoseOfTheRows() throws {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    let id = try store.begin(training.record, version: "1")
    var position = WritePosition()
    for _ in 0..<20 {
      training.advance(2)
      try store.update(id, with: training.record, from: &position)
      _ = try store.record(id)
      #expect(
        try files.query("SELECT row_count FROM checksums WHERE table_name = 'curves'")
          == files.query("SELECT count(*) FROM curves"))
    }
  }

  /// As another program computes them: of all columns that a table has, in their order.
  @Test func theSumsAreThoseOfTheWholeTables() throws {
    let (files, _) = try judged()
    try DatabaseQueue(path: files.path).read { database in
      for table in ChecksumRows.tables + [RunRow.table] {
        var checksum = Checksum()
        for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table)") {
          checksum.add(row.databaseValues.dropFirst(table == RunRow.table ? 0 : 1))
        }
        let stored = try Row.fetchOne(
          database, sql: "SELECT row_count, checksum, formula FROM checksums WHERE table_name = ?",
          arguments: [table])
        #expect(
          stored == ["row_count": checksum.rows, "checksum": checksum.stored, "formula": 2],
          "\(table)")
      }
    }
  }

  @Test func aRunOfAnOlderStoreHasNone() throws {
    let (files, id) = try judged()
    try files.forgetChecksums()
    #expect(try RunStore(readingAt: files.path).record(id) == ExampleTraining.finished())
    #expect(try RunStore(readingAt: files.path).verdict(id)?.findings == Self.findings)
  }
}
