import Foundation
import Records
import Testing

@testable import RecordStore

@Suite struct WriterProcessTests {
  /// A run whose writer never came to an end.
  private func abandoned() throws -> (TestStore, id: Int64, RunRecord) {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    training.advance(25)
    let id = try store.begin(training.record, version: "1")
    var position = WritePosition()
    try store.update(id, with: training.record, from: &position)
    return (files, id, training.record)
  }

  @Test func aRunIsRunningWhileItsProcessIsAlive() throws {
    let (files, id, _) = try abandoned()
    let store = try RunStore(readingAt: files.path)
    let run = try store.resolve("last")
    #expect(run.id == id && run.status == .running)
    #expect(run.steps == 24 && run.endedAt == nil && run.finalLoss == nil)
    #expect(try store.runs(RunFilter(status: .running)).count == 1)
  }

  @Test func aRunOfADeadProcessIsInterrupted() throws {
    let (files, id, record) = try abandoned()
    // A child that has ended: its number belongs to nobody now.
    let child = try Process.run(URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", "true"])
    child.waitUntilExit()
    try files.executeAndSeal("UPDATE runs SET pid = \(child.processIdentifier)")
    let store = try RunStore(readingAt: files.path)
    #expect(try store.resolve("last").status == .interrupted)
    #expect(try store.runs(RunFilter(status: .interrupted)).count == 1)
    #expect(try store.runs(RunFilter(status: .running)).isEmpty)

    let stored = try store.record(id)
    #expect(stored.status == .interrupted)
    #expect(stored.timing.steps == 24)
    #expect(stored.curves == record.curves)
    #expect(stored.history == record.history)
    #expect(stored.evaluation.finalLoss.isNaN)
  }

  @Test func aRunOfAnotherComputerRunsWhileItsHeartBeats() throws {
    let (files, _, _) = try abandoned()
    try files.executeAndSeal("UPDATE runs SET host = 'elsewhere', pid = 1")
    let store = try RunStore(readingAt: files.path)
    #expect(try store.resolve("last").status == .running)
    let before = Timestamp.text(Date().addingTimeInterval(-61))
    try files.executeAndSeal("UPDATE runs SET heartbeat = '\(before)'")
    #expect(try store.resolve("last").status == .interrupted)
  }

  @Test func aNumberThatWasGivenAgainIsNotTheWriter() throws {
    let (files, id, _) = try abandoned()
    // This process is alive, but has not written for longer than a writer is silent.
    let before = Timestamp.text(Date().addingTimeInterval(-61))
    try files.executeAndSeal("UPDATE runs SET heartbeat = '\(before)'")
    let store = try files.open()
    #expect(try store.resolve("last").status == .interrupted)
    try store.beat(id)
    #expect(try store.resolve("last").status == .running)
  }

  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00.000Z"), (1_738_324_800.25, "2025-01-31T12:00:00.250Z"),
    (1_738_324_800.9996, "2025-01-31T12:00:01.000Z"),
  ])
  func moments(seconds: Double, text: String) {
    #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    #expect(Timestamp.date(text).map(Timestamp.text) == text)
  }
}
