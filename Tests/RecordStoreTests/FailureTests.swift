import Foundation
import GRDB
import Records
import Testing

@testable import RecordStore

@Suite struct FailureTests {
  @Test func aFullDiskKeepsWhatWasThere() throws {
    let files = try TestStore()
    let earlier = ExampleTraining.finished(name: "earlier")
    let first = try files.add(earlier)
    let pages = try #require(try files.query("PRAGMA page_count")[0].flatMap { Int($0) })
    let store = try RunStore(writing: StoreFile(path: files.path, maximumPages: pages + 2))
    var training = ExampleTraining(name: "later", curves: 4096, points: 4096, samples: 4096)
    let id = try store.begin(training.record, version: "1")
    var position = WritePosition()
    var written = position
    var lastStep = 0
    let error = storeError {
      for _ in 0..<100 {
        training.advance(4)
        try store.update(id, with: training.record, from: &position)
        written = position
        lastStep = RunRow.lastStep(of: training.record)
      }
    }
    #expect(error?.category == .cannotWrite)
    #expect(error?.description.contains("got a full disk") == true)
    #expect(position == written)
    #expect(try files.query("PRAGMA integrity_check") == ["ok"])
    let reader = try RunStore(readingAt: files.path)
    #expect(try reader.record(first) == earlier)
    #expect(try reader.record(id).curves.lastStep ?? 0 == lastStep)
  }

  @Test func deletingGivesTheRoomBack() throws {
    let files = try TestStore()
    let kept = try files.add()
    let contents = try files.contents()
    try files.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let size = try files.size()
    var training = ExampleTraining(curves: 4096, points: 4096, samples: 4096)
    training.advance(300)
    let others = try (0..<3).map { _ in
      try files.add(training.record, verdict: StoredVerdict(verdict: "healthy"))
    }
    #expect(try files.size() > 3 * size)
    try files.open().delete(others + others)
    #expect(try files.contents() == contents)
    #expect(try files.query("PRAGMA freelist_count") == ["0"])
    // The trees that grew do not all shrink to the page they had.
    #expect(Double(try files.size()) < 1.2 * Double(size))
    #expect(try files.open().runs().map(\.id) == [kept])
    // Numbers are not given twice.
    #expect(try files.add() == others.last! + 1)
  }

  @Test func deletingIsAllOrNothing() throws {
    let files = try TestStore()
    let id = try files.add()
    let store = try files.open()
    let running = try store.begin(ExampleTraining().record, version: "1")
    #expect(storeError { try store.delete([id, 99]) }?.category == .notFound)
    let error = storeError { try store.delete([id, running]) }
    #expect(error?.category == .badInput)
    #expect(error?.description.contains("is writing; stop it first") == true)
    #expect(try store.runs().map(\.id) == [running, id])
  }

  @Test func aDamagedFileIsAnErrorAndNoCrash() throws {
    let files = try TestStore()
    let id = try files.add()
    // With them, less of what is read would be looked at.
    try files.forgetChecksums()
    try files.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let sound = try Data(contentsOf: URL(fileURLWithPath: files.path))
    var generator = Damage(state: 1)
    var errors = 0
    // Wherever the damage is: either it is noticed, or the record can be read.
    for _ in 0..<60 {
      var bytes = sound
      for _ in 0..<20 {
        let start = Int.random(in: 16..<bytes.count - 16, using: &generator)
        for offset in 0..<16 { bytes[start + offset] = .random(in: 0...255, using: &generator) }
      }
      let path = files.folder + "/\(UUID().uuidString).db"
      try bytes.write(to: URL(fileURLWithPath: path))
      do {
        let store = try RunStore(readingAt: path)
        _ = try store.runs()
        _ = try store.record(id)
        _ = try store.verdict(id)
      } catch {
        #expect(error.category == .badInput)
        errors += 1
      }
    }
    #expect(errors > 0)
  }

  @Test(arguments: ["configuration", "facts"])
  func aDamagedRunIsNamed(column: String) throws {
    let files = try TestStore()
    try files.add()
    let id = try files.add()
    try files.add()
    try files.forgetChecksums()
    try files.execute("UPDATE runs SET \(column) = '{' WHERE id = \(id)")
    let error = storeError { _ = try RunStore(readingAt: files.path).runs() }
    #expect(
      error?.description.contains(
        "got \(column) = \"{\" in table runs of run \(id) instead of its JSON") == true)
    // It does not hide the others.
    var said: [StoreError] = []
    let runs = try RunStore(readingAt: files.path).runs { said.append($0) }
    #expect(runs.map(\.id) == [3, 1] && said == [error])
  }

  /// Which cell of which run it is, in words.
  @Test(arguments: [
    (
      "UPDATE jacobians SET singular_values = '7' WHERE step = 20 AND example = 2",
      "got singular_values = \"7\" in table jacobians of run 1 at step 20, example 2 instead of a JSON "
        + "list of numbers; "
    ),
    (
      "UPDATE curves SET loss = 'high' WHERE step = 0",
      "got loss = \"high\" in table curves of run 1 at step 0 instead of a number; "
    ),
    (
      "UPDATE layer_statistics SET non_finite_deltas = -1 WHERE step = 0 AND layer = 2",
      "got -1 in table layer_statistics of run 1 at step 0, layer 2 instead of a count; "
    ),
    (
      "UPDATE findings SET message = x'00' WHERE finding = 1",
      "got message = bytes in table findings of run 1 at finding 1 instead of a text; "
    ),
  ])
  func aDamagedCellIsNamed(sql: String, words: String) throws {
    let files = try TestStore()
    let finding = StoredFinding(code: "GS401", rule: "diverged", severity: "error", message: "NaN")
    let id = try files.add(verdict: StoredVerdict(verdict: "diverged", findings: [finding]))
    try files.forgetChecksums()
    try files.execute(sql)
    let store = try RunStore(readingAt: files.path)
    let error = storeError {
      _ = try store.verdict(id)
      _ = try store.record(id)
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    "UPDATE runs SET configuration = '{'", "UPDATE runs SET facts = '[]'",
    "UPDATE runs SET status = 'resting'", "UPDATE runs SET started_at = 'today'",
    "UPDATE runs SET last_step = 'many'", "UPDATE curves SET loss = 'high'",
    "UPDATE curves SET loss = x'00'", "UPDATE curves SET last_step = 1.5",
    "DELETE FROM layer_statistics WHERE layer = 2", "DELETE FROM layer_samples WHERE layer = 3",
    "UPDATE layer_statistics SET layer = layer + 100",
    "UPDATE histograms SET negative = '[1,x]'", "UPDATE histograms SET tensor = tensor || '!'",
    "UPDATE histograms SET negative = '[9223372036854775807]'",
    "UPDATE histograms SET lowest_exponent = -9223372036854775807",
    "UPDATE probes SET units = 9223372036854775807", "UPDATE probes SET silent_map = x''",
    "UPDATE probe_looks SET effective_ranks = 9", "DELETE FROM probes WHERE layer = 1",
    "UPDATE jacobians SET singular_values = '7'", "UPDATE jacobians SET example = example + 5",
    "UPDATE events SET kind = 'odd'", "UPDATE event_statistics SET layer = layer + 100",
    "DROP TABLE samples", "UPDATE layers SET layer = layer + 100",
    "DELETE FROM layers WHERE layer = 3",
    "INSERT INTO layers VALUES (1, 4, 3, 3, 12, 1, 'a', 'dense', 3, NULL)",
    "UPDATE layers SET name = NULL", "UPDATE layers SET facts = '[' WHERE layer = 1",
    "UPDATE layers SET units = 'many'", "UPDATE chains SET position = position + 5",
    "UPDATE chains SET layer = 4", "UPDATE chains SET layer = -9223372036854775807",
    "UPDATE chains SET layer = NULL", "UPDATE events SET layer = 9",
    "UPDATE events SET layer = -9223372036854775807", "DROP TABLE chains",
    "UPDATE runs SET facts = json_remove(facts, '$.run')",
    "UPDATE runs SET facts = json_remove(facts, '$.tables')",
    "UPDATE curves SET last_step = step - 1", "UPDATE curves SET last_step = last_step + 100",
    "UPDATE curves SET step_count = 9223372036854775807", "UPDATE curves SET step_count = 0",
    "UPDATE layer_statistics SET last_step = 9223372036854775807",
    "UPDATE layer_statistics SET step = step - 1000, last_step = last_step - 1000",
    "UPDATE samples SET looks = -1", "UPDATE samples SET last_step = last_step + 100",
    "UPDATE layer_statistics SET non_finite_deltas = -9223372036854775807",
    "UPDATE layer_statistics SET non_finite_deltas = 9223372036854775807",
    "UPDATE curves SET clipped_updates = 9223372036854775807",
    "UPDATE histograms SET under = 9223372036854775807, over = 1",
    "UPDATE histograms SET zeros = -1", "UPDATE events SET non_finite = -1",
    "UPDATE probes SET silent_units = -9223372036854775807",
    "UPDATE runs SET facts = replace(facts, '\"capacity\":12', '\"capacity\":4')",
    "UPDATE runs SET facts = replace(facts, '\"historyLayers\":3', '\"historyLayers\":-3')",
    "UPDATE runs SET facts = replace(facts, '\"historyLayers\":3', '\"historyLayers\":9e18')",
  ])
  func anOddRowIsAnErrorAndNoCrash(sql: String) throws {
    let files = try TestStore()
    let id = try files.add()
    // They would notice it before anything that is checked here.
    try files.forgetChecksums()
    try files.execute(sql)
    let error = storeError { _ = try RunStore(readingAt: files.path).record(id) }
    #expect(error?.category == .badInput)
    #expect(error?.description.contains("expected a sound run store") == true)
    #expect(error?.description.contains("\n") == false)
  }
}

extension TestStore {
  /// Bytes of the file itself.
  func size() throws -> Int {
    try Data(contentsOf: URL(fileURLWithPath: path)).count
  }
}
