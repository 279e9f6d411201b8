import Records
import Testing

@testable import RecordStore

/// What need not be trained again: the exact configuration, to its end.
struct FinishedRunTests {
  @Test func aFinishedRunIsFoundByItsExactConfiguration() throws {
    let test = try TestStore()
    let record = ExampleTraining.finished()
    try test.add(record, verdict: StoredVerdict(verdict: "saturation"))
    let newest = try test.add(record, verdict: StoredVerdict(verdict: "healthy"))
    let store = try RunStore(readingAt: test.path)
    var other = record.configuration
    other.seed = 4711
    let found = try store.finishedRuns(of: [record.configuration, other])
    #expect(Array(found.keys) == [record.configuration])
    let run = try #require(found[record.configuration])
    #expect(run.id == newest && run.verdict == "healthy" && run.status == record.status)
    #expect(run.evaluation == record.evaluation && run.chance == record.chance)
  }

  @Test func whatIsRunningOrInterruptedOrOfAnotherLayoutIsNotFinished() throws {
    let test = try TestStore()
    let record = ExampleTraining.finished()
    _ = try test.open().begin(record, version: "1")
    #expect(try test.open().finishedRuns(of: [record.configuration]).isEmpty)
    var stopped = record
    stopped.status = .interrupted
    try test.add(stopped)
    #expect(try test.open().finishedRuns(of: [record.configuration]).isEmpty)
    var old = record
    old.schemaVersion = 1
    try test.add(old)
    #expect(try test.open().finishedRuns(of: [record.configuration]).isEmpty)
    try test.add(record)
    #expect(try test.open().finishedRuns(of: [record.configuration]).count == 1)
  }

  @Test(arguments: ["facts = '{'", "verdict = 'healthy'", "validation_loss = 1"])
  func aDamagedRunIsNotFinished(change: String) throws {
    let test = try TestStore()
    let record = ExampleTraining.finished()
    try test.add(record)
    try test.execute("UPDATE runs SET \(change)")
    #expect(try test.open().finishedRuns(of: [record.configuration]).isEmpty)
  }
}
