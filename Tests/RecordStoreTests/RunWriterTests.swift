import Foundation
import Records
import Synchronization
import Testing

@testable import RecordStore

@Suite struct RunWriterTests {
  @Test func theRunIsThereInTheEnd() throws {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    let id = try store.begin(training.record, version: "1")
    let written = Mutex([Int]())
    let writer = RunWriter(store: store, id: id) { step in written.withLock { $0.append(step) } }
    for _ in 0..<40 {
      training.advance()
      writer.submit(training.record)
    }
    training.finish()
    try writer.finish(training.record, verdict: StoredVerdict(verdict: "healthy"))
    #expect(writer.failure == nil)
    #expect(try store.record(id) == training.record)
    #expect(try store.resolve("last").verdict == "healthy")
    let steps = written.withLock { $0 }
    #expect(steps.last == 39)
    #expect(steps == steps.sorted())
    // What comes too late is ignored.
    let finished = training.record
    training.advance()
    writer.submit(training.record)
    #expect(try store.record(id) == finished)
    // What came to be known of it since is not.
    var known = finished
    known.facts.tried = [
      TriedChange(
        options: "--residual",
        arguments: ["train", "--residual"], remedies: [], loss: 0.1, accuracy: nil,
        verdict: "healthy", seeds: [1], heals: true)
    ]
    try writer.finish(known, verdict: StoredVerdict(verdict: "vanishing-gradient"))
    #expect(try store.record(id) == known)
    #expect(try store.resolve("last").verdict == "vanishing-gradient")
  }

  @Test func whatIsWrittenIsInTheStore() async throws {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    training.advance(8)
    let id = try store.begin(training.record, version: "1")
    let reader = try RunStore(readingAt: files.path)
    // What the callback finds in the store, through a connection of its own.
    let (found, sink) = AsyncStream<(told: Int, stored: Int?)>.makeStream()
    let writer = RunWriter(store: store, id: id) { step in
      sink.yield((step, try? reader.runs().first?.steps))
    }
    writer.submit(training.record)
    for await step in found {
      #expect(step.told == 7)
      #expect(step.stored == 7)
      break
    }
    try writer.finish(training.record, verdict: nil)
  }

  @Test func aRecordThatWaitsIsReplacedByANewerOne() throws {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    let id = try store.begin(training.record, version: "1")
    let written = Mutex([Int]())
    let (started, goOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let writer = RunWriter(store: store, id: id) { step in
      written.withLock { $0.append(step) }
      if step == 0 {
        started.signal()
        goOn.wait()
      }
    }
    training.advance()
    writer.submit(training.record)
    started.wait()
    // The queue is busy: of these, the newest is written.
    for _ in 0..<5 {
      training.advance()
      writer.submit(training.record)
    }
    goOn.signal()
    while written.withLock({ $0.count < 2 }) { usleep(1000) }
    try writer.finish(training.record, verdict: nil)
    #expect(written.withLock { $0 } == [0, 5, 5])
  }

  @Test func theFirstFailureIsKeptAndTrainingGoesOn() throws {
    let files = try TestStore()
    let pages: Int
    do {
      try files.add()
      pages = try #require(try files.query("PRAGMA page_count")[0].flatMap { Int($0) })
    }
    let store = try RunStore(writing: StoreFile(path: files.path, maximumPages: pages + 1))
    var training = ExampleTraining(curves: 4096, points: 4096, samples: 4096)
    let id = try store.begin(training.record, version: "1")
    let said = Mutex<[StoreError]>([])
    let writer = RunWriter(
      store: store, id: id, onFailure: { error in said.withLock { $0.append(error) } })
    training.advance(200)
    writer.submit(training.record)
    while writer.failure == nil { usleep(1000) }
    let failure = writer.failure
    #expect(failure?.category == .cannotWrite)
    // There is room for so little, but the writer has stopped.
    writer.submit(ExampleTraining().record)
    let last = storeError { try writer.finish(ExampleTraining().record, verdict: nil) }
    #expect(last == failure)
    #expect(said.withLock { $0 } == [failure])
    #expect(try store.runs().map(\.status) == [.running, .diverged])
    #expect(try files.query("PRAGMA integrity_check") == ["ok"])
  }
}
