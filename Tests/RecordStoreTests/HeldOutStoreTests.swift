import Records
import Testing

@testable import RecordStore

@Suite struct HeldOutStoreTests {
  private func curve(_ steps: [Int]) -> HeldOutCurve {
    var curve = HeldOutCurve(examples: 359)
    for step in steps {
      curve.append(
        HeldOutLook(step: step, loss: step == 30 ? .infinity : 1 / Double(step + 3), accuracy: 0.5))
    }
    return curve
  }

  @Test func looksAreStoredAndGrowWithTheRun() throws {
    var record = ExampleTraining.finished()
    record.heldOut = curve([0, 10])
    let files = try TestStore()
    let store = try files.open()
    let id = try store.begin(record, version: "1")
    var position = WritePosition()
    try store.update(id, with: record, from: &position)
    #expect(try store.record(id).heldOut == curve([0, 10]))
    record.heldOut = curve([0, 10, 20, 30])
    try store.update(id, with: record, from: &position)
    #expect(try RunStore(readingAt: files.path).record(id).heldOut == curve([0, 10, 20, 30]))
  }

  @Test func aLossThatIsNoNumberComesBack() throws {
    var record = ExampleTraining.finished()
    var looks = HeldOutCurve()
    looks.append(HeldOutLook(step: 5, loss: .nan))
    record.heldOut = looks
    let files = try TestStore()
    let again = try #require(try files.open().record(files.add(record)).heldOut)
    #expect(again.looks.map(\.step) == [5])
    #expect(again.looks[0].loss.isNaN && again.looks[0].accuracy.isNaN)
  }

  @Test func whereNothingWasHeldOutThereIsNone() throws {
    let files = try TestStore()
    let record = ExampleTraining.finished()
    #expect(record.heldOut == nil)
    #expect(try files.open().record(files.add(record)).heldOut == nil)
  }
}
