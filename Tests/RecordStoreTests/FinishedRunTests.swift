import Records
import Testing

@testable import RecordStore

/// What need not be trained again: the run of a plan, to its end.
struct FinishedRunTests {
  /// What the runs of these tests are told apart by.
  private func seed(_ plan: JSONValue) -> UInt64? {
    guard case .unsigned(let seed)? = plan["seed"] else { return nil }
    return seed
  }

  @Test func theNewestRunOfAPlanIsFound() throws {
    let test = try TestStore()
    let record = ExampleTraining.finished()
    try test.add(record, verdict: StoredVerdict(verdict: "saturation"))
    let newest = try test.add(record, verdict: StoredVerdict(verdict: "healthy"))
    let store = try RunStore(readingAt: test.path)
    let found = try store.finishedRuns(matching: seed)
    #expect(Array(found.keys) == [.max])
    let run = try #require(found[.max])
    #expect(run.id == newest && run.verdict == "healthy" && run.status == record.status)
    #expect(run.evaluation == record.evaluation && run.chance == record.chance)
  }

  @Test func aPlanThatIsNotWantedIsNotFound() throws {
    let test = try TestStore()
    try test.add()
    let found = try test.open().finishedRuns { plan in seed(plan) == 4711 ? 1 : nil }
    #expect(found.isEmpty)
  }

  /// A log of another program cannot be trained again: nobody is asked about it.
  @Test func aRunWithoutAPlanIsNotFound() throws {
    let test = try TestStore()
    var record = ExampleTraining.finished()
    record.plan = nil
    try test.add(record)
    #expect(try test.open().finishedRuns { _ in 1 }.isEmpty)
  }

  @Test func whatIsRunningOrInterruptedOrOfAnotherLayoutIsNotFinished() throws {
    let test = try TestStore()
    let record = ExampleTraining.finished()
    _ = try test.open().begin(record, version: "1")
    #expect(try test.open().finishedRuns(matching: seed).isEmpty)
    var stopped = record
    stopped.status = .interrupted
    try test.add(stopped)
    #expect(try test.open().finishedRuns(matching: seed).isEmpty)
    var old = record
    old.schemaVersion = 1
    try test.add(old)
    #expect(try test.open().finishedRuns(matching: seed).isEmpty)
    try test.add(record)
    #expect(try test.open().finishedRuns(matching: seed).count == 1)
  }

  @Test(arguments: ["facts = '{'", "verdict = 'healthy'", "validation_loss = 1"])
  func aDamagedRunIsNotFinished(change: String) throws {
    let test = try TestStore()
    try test.add()
    try test.execute("UPDATE runs SET \(change)")
    #expect(try test.open().finishedRuns(matching: seed).isEmpty)
  }
}
