import Foundation
import GRDB
import Records
import Testing

@testable import RecordStore

/// A bit that flipped in the file changes nothing that is shown, or it is an error: never another
/// number.
@Suite struct BitFlipTests {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func aFlippedBitIsNeverAnotherValue(seed: UInt64) throws {
    let files = try Self.store()
    let sound = try Data(contentsOf: URL(fileURLWithPath: files.path))
    let expected = try Answers(path: files.path)
    var generator = Damage(state: seed)
    var errors = 0
    for flip in 0..<50 {
      let page = 4096 * Int.random(in: 0..<sound.count / 4096, using: &generator)
      // Every fourth one among the numbers with which a page begins: they say what is on it.
      let place = page + Int.random(in: 0..<(flip % 4 == 0 ? 12 : 4096), using: &generator)
      let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
      var bytes = sound
      bytes[place] ^= bit
      let path = files.folder + "/\(flip).db"
      try bytes.write(to: URL(fileURLWithPath: path))
      do {
        let answers = try Answers(path: path)
        #expect(answers.differences(from: expected) == [], "byte \(place), bit \(bit)")
        errors += answers.errors.count
        #expect(answers.errors.allSatisfy { $0.category == .badInput })
      } catch {
        #expect(
          (error as? StoreError)?.category == .badInput, "byte \(place), bit \(bit): \(error)")
        errors += 1
      }
    }
    #expect(errors > 10)
  }

  /// A small store with rows in every table: a run that ended and was judged, one that is not over.
  private static func store() throws -> TestStore {
    let files = try TestStore()
    var training = ExampleTraining(name: "judged", curves: 8, points: 8)
    training.advance(22)
    training.finish()
    try files.add(
      training.record,
      verdict: StoredVerdict(
        verdict: "diverged",
        findings: ["error", "warning"].map {
          StoredFinding(code: "GS401", rule: "diverged", severity: $0, message: "it is NaN")
        }))
    var open = ExampleTraining(name: "open", curves: 8, points: 8)
    open.advance(4)
    let store = try files.open()
    var position = WritePosition()
    try store.update(try store.begin(open.record, version: "1"), with: open.record, from: &position)
    for table in ChecksumRows.tables + [RunRow.table, ChecksumRows.table] {
      #expect(try files.query("SELECT count(*) FROM \(table)") != ["0"], "\(table)")
    }
    // So that all of it is in the file itself.
    try files.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return files
  }
}

/// All that can be asked of a store of two runs, as texts.
private struct Answers {
  private(set) var values: [String: String] = [:]
  private(set) var errors: [StoreError] = []

  init(path: String) throws {
    let store = try RunStore(readingAt: path)
    ask("runs") { try store.runs().map { try $0.text }.joined() }
    for filter in [RunFilter(verdict: "diverged"), RunFilter(name: "open")] {
      ask("\(filter)") { try store.runs(filter).map { try $0.text }.joined() }
    }
    for name in ["1", "2", "last", "judged", "open"] {
      ask(name) { try store.resolve(name).text }
    }
    for id in [1, 2] as [Int64] {
      ask("record \(id)") { try store.record(id).text }
      ask("verdict \(id)") { "\(try store.verdict(id) as Any)" }
    }
  }

  private mutating func ask(_ question: String, _ answer: () throws -> String) {
    do { values[question] = try answer() } catch {
      if let error = error as? StoreError { errors.append(error) }
    }
  }

  /// The questions that have another answer here.
  func differences(from other: Answers) -> [String] {
    values.filter { other.values[$0.key] != $0.value }.map(\.key)
  }
}

extension StoredRun {
  /// All of it. The keys of a dictionary have no order of their own, so the plan is written with sorted
  /// ones.
  fileprivate var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      var rest = self
      rest.plan = nil
      // Nobody writes it any more: how long that takes to be seen is not asked here.
      if rest.status == .running { rest.status = .interrupted }
      return "\(rest) \(String(decoding: try encoder.encode(plan), as: UTF8.self))"
    }
  }
}
