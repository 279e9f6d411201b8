import Records
import Testing

@testable import RecordStore

@Suite struct UpdateTests {
  @Test(arguments: [1, 3, 7])
  func manyUpdatesEqualOne(stride: Int) throws {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    let id = try store.begin(training.record, version: "1")
    var position = WritePosition()
    for _ in 0..<14 {
      training.advance(stride)
      try store.update(id, with: training.record, from: &position)
      var stored = try store.record(id)
      // What a run that has not ended says of itself.
      #expect(stored.status == .interrupted)
      stored.status = .completed
      #expect(try stored.text == training.record.text)
    }
    training.finish()
    try store.finish(id, with: training.record, from: &position, verdict: nil)
    let once = try TestStore()
    try once.add(training.record)
    #expect(try files.contents() == once.contents())
    #expect(try store.record(id) == training.record)
  }

  @Test func writingTheSameAgainChangesNothing() throws {
    let files = try TestStore()
    let store = try files.open()
    let record = ExampleTraining.finished()
    let id = try store.begin(record, version: "1")
    var position = WritePosition()
    try store.update(id, with: record, from: &position)
    let contents = try files.contents()
    try store.update(id, with: record, from: &position)
    var anew = WritePosition()
    try store.update(id, with: record, from: &anew)
    #expect(try files.contents() == contents)
    #expect(anew == position)
  }

  @Test func onlyTheLastPointAndNewOnesAreWritten() {
    var part = WritePosition.Part()
    let first = part.advance(to: 5, mergers: 0)
    #expect(first.startsOver && first.from == 0)
    let next = part.advance(to: 7, mergers: 0)
    #expect(!next.startsOver && next.from == 4)
    let same = part.advance(to: 7, mergers: 0)
    #expect(!same.startsOver && same.from == 6)
    let merged = part.advance(to: 8, mergers: 1)
    #expect(merged.startsOver && merged.from == 0)
    let shorter = part.advance(to: 3, mergers: 1)
    #expect(shorter.startsOver && shorter.from == 0)
  }

  @Test func aRowThatIsNotNewStaysAsItIs() throws {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    training.advance(5)
    let id = try store.begin(training.record, version: "1")
    var position = WritePosition()
    try store.update(id, with: training.record, from: &position)
    // If it were written again, the mark would be gone, and so would the damage.
    try files.execute("UPDATE curves SET loss = 77 WHERE step = 3")
    training.advance(2)
    try store.update(id, with: training.record, from: &position)
    #expect(try files.query("SELECT loss FROM curves WHERE step = 3") == ["77.0"])
    #expect(try files.query("SELECT count(*) FROM curves") == ["7"])
    #expect(storeError { _ = try store.record(id) }?.category == .badInput)
  }

  @Test func aRunThatWasDeletedIsMissed() throws {
    let files = try TestStore()
    let store = try files.open()
    let id = try store.begin(ExampleTraining().record, version: "1")
    try files.execute("DELETE FROM runs")
    var position = WritePosition()
    let error = storeError {
      try store.update(id, with: ExampleTraining.finished(), from: &position)
    }
    #expect(error?.category == .notFound)
    #expect(position == WritePosition())
  }
}
