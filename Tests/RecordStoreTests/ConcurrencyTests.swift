import Foundation
import GRDB
import Records
import Synchronization
import Testing

@testable import RecordStore

@Suite struct ConcurrencyTests {
  @Test func severalWritersOfOneFile() async throws {
    let files = try TestStore()
    let records = try await withThrowingTaskGroup(of: (Int64, RunRecord).self) { group in
      for number in 0..<4 {
        group.addTask {
          // A connection each, as processes have, and all of them make the file.
          let store = try files.open()
          var training = ExampleTraining(name: "run \(number)")
          let id = try store.begin(training.record, version: "1")
          var position = WritePosition()
          for _ in 0..<10 {
            training.advance(3)
            try store.update(id, with: training.record, from: &position)
          }
          training.finish()
          try store.finish(id, with: training.record, from: &position, verdict: nil)
          return (id, training.record)
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(Set(records.keys) == [1, 2, 3, 4])
    let store = try RunStore(readingAt: files.path)
    for (id, record) in records { #expect(try store.record(id) == record) }
    #expect(try files.query("PRAGMA integrity_check") == ["ok"])
  }

  @Test func readersDoNotWaitForAnOpenTransaction() throws {
    let files = try TestStore()
    let id = try files.add()
    let before = try RunStore(readingAt: files.path)
    let writer = try DatabaseQueue(path: files.path)
    try writer.inDatabase { database in
      try database.inTransaction(.immediate) {
        try database.execute(sql: "UPDATE runs SET name = 'changed'")
        try ChecksumRows.seal(id, in: database)
        // Both one that was open and a new one see the state before; waiting for the writer would
        // end in an error, since it waits here.
        #expect(try before.resolve("last").name == "tanh-xavier")
        #expect(try RunStore(readingAt: files.path).record(id).name == "tanh-xavier")
        return .commit
      }
    }
    #expect(try before.resolve("last").name == "changed")
  }

  @Test func aWriterDoesNotWaitForAReader() throws {
    let files = try TestStore()
    try files.add()
    let reader = try DatabaseQueue(path: files.path)
    try reader.read { database in
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM runs") == 1)
      try files.add()
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM runs") == 1)
    }
    #expect(try files.query("SELECT count(*) FROM runs") == ["2"])
  }

  @Test func aWriterGivesUpWhenAnotherOneKeepsTheLock() throws {
    let files = try TestStore()
    let id = try files.add()
    var wait = StoreWait()
    wait.longest = 0.05
    let store = try RunStore(creatingAt: files.path, wait: wait)
    let other = try DatabaseQueue(path: files.path)
    try other.inDatabase { database in
      try database.inTransaction(.immediate) {
        let error = storeError { try store.beat(id) }
        #expect(error?.category == .cannotWrite)
        #expect(error?.description.contains("another process keeps locked") == true)
        return .rollback
      }
    }
    try store.beat(id)
  }

  /// Who waits long is told so once, and may give up; a short wait is not given up.
  @Test func aLongWaitIsSaidAndCanBeGivenUp() throws {
    let files = try TestStore()
    let id = try files.add()
    let said = Mutex<[Double]>([])
    let start = ContinuousClock.now
    var wait = StoreWait()
    wait.patience = 0.2
    wait.onWait = { longest in said.withLock { $0.append(longest) } }
    wait.isGivenUp = { ContinuousClock.now - start > .seconds(0.5) }
    let store = try RunStore(creatingAt: files.path, wait: wait)
    let other = try DatabaseQueue(path: files.path)
    try other.inDatabase { database in
      try database.inTransaction(.immediate) {
        #expect(storeError { try store.beat(id) }?.category == .cannotWrite)
        return .rollback
      }
    }
    #expect(said.withLock { $0 } == [60])
    let spent = ContinuousClock.now - start
    #expect(spent > .seconds(0.5) && spent < .seconds(20))
    try store.beat(id)
  }

  @Test func listsWhileARunIsWritten() async throws {
    let files = try TestStore()
    let store = try files.open()
    var training = ExampleTraining()
    let id = try store.begin(training.record, version: "1")
    let reading = Task {
      let reader = try RunStore(readingAt: files.path)
      var steps: [Int] = []
      while steps.last != 59 {
        let record = try reader.record(id)
        // A record is of one moment: its parts fit together.
        #expect(record.curves.lastStep == record.history.lastStep)
        steps.append(try reader.runs().first?.steps ?? -1)
      }
      return steps
    }
    var position = WritePosition()
    for _ in 0..<30 {
      training.advance(2)
      try store.update(id, with: training.record, from: &position)
    }
    let steps = try await reading.value
    #expect(steps == steps.sorted())
  }
}
