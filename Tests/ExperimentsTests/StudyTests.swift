import Diagnosis
import Foundation
import Records
import Synchronization
import Testing

@testable import Experiments

/// The one path from cells to judged results.
@Suite struct StudyTests {
  private func cells(_ count: Int = 4, steps: Int = 3) throws -> [Experiment] {
    try (0..<count).map { index in
      var c = TrainingPlan()
      (c.depth, c.width, c.batchSize, c.steps) = (2, 8, 16, steps)
      c.seed = UInt64(index + 1)
      return try Experiment(name: "cell \(index)", configuration: c, data: TestData.digits)
    }
  }

  private final class Log: Sendable {
    private let entries = Mutex<[Study.Event]>([])
    func add(_ event: Study.Event) { entries.withLock { $0.append(event) } }

    /// The cells that ended, in the order of their ends.
    var ended: [Int] {
      entries.withLock { $0 }.compactMap { if case .ended(let cell, _) = $0 { cell } else { nil } }
    }
    func steps(of wanted: Int) -> [Int] {
      entries.withLock { $0 }.compactMap {
        if case .step(let cell, let step, _) = $0, cell == wanted { step } else { nil }
      }
    }
    func looks(of wanted: Int) -> Int {
      entries.withLock { $0 }.count {
        if case .recorded(wanted, _) = $0 { true } else { false }
      }
    }
  }

  @Test func resultsComeInTheOrderOfTheCells() async throws {
    let log = Log()
    let runs = await Study(try cells()).run(onEvent: log.add)
    #expect(runs.map { $0?.record.name } == (0..<4).map { "cell \($0)" })
    #expect(log.ended.sorted() == [0, 1, 2, 3])
    #expect(log.steps(of: 2) == [0, 1, 2] && log.looks(of: 2) > 0)
  }

  /// What is told at the end is what is handed on: nobody judges a run a second time.
  @Test func aCellIsJudgedOnce() async throws {
    let told = Mutex<[Int: Judgement]>([:])
    let runs = await Study(try cells(2)).run(onEvent: { event in
      guard case .ended(let cell, let run) = event else { return }
      told.withLock {
        #expect($0[cell] == nil, "cell \(cell) ended twice")
        $0[cell] = run.judgement
      }
    })
    for (index, run) in runs.enumerated() {
      #expect(run?.judgement == told.withLock { $0[index] })
      #expect(run.map { Judgement($0.record) } == run?.judgement)
    }
  }

  @Test func onlyWhatIsOrderedIsTrained() async throws {
    let log = Log()
    // 9 is no cell.
    let runs = await Study(try cells(), order: [3, 1, 9]).run(onEvent: log.add)
    #expect(runs.map { $0 == nil } == [true, false, true, false])
    #expect(log.ended.sorted() == [1, 3])
  }

  /// As many train at one time as there are cores: before the i-th of the order begins, i − cores + 1
  /// of those before it have ended.
  @Test func cellsBeginInTheirOrder() async throws {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let cells = try cells(2 * cores + 2)
    let begun = Mutex<[Int]>([])
    let order = Array(cells.indices.reversed())
    _ = await Study(cells, order: order).run(onEvent: { event in
      guard case .step(let cell, 0, _) = event else { return }
      begun.withLock { $0.append(cell) }
    })
    let places = begun.withLock { $0 }
    #expect(places.sorted() == Array(cells.indices))
    for (place, cell) in places.enumerated() {
      #expect(place > order.firstIndex(of: cell).map { $0 - cores } ?? 0, "cell \(cell)")
    }
  }

  @Test func whoeverStopsLeavesOutWhatHasNotBegun() async throws {
    let stop = StopSignal()
    stop.raise()
    let log = Log()
    let left = await Study(try cells()).run(stop: stop, onEvent: log.add)
    #expect(left.allSatisfy { $0 == nil } && log.ended.isEmpty)
    let looked = await Study(try cells(), rest: .looks).run(stop: stop, onEvent: log.add)
    #expect(looked.allSatisfy { $0?.record.status == .interrupted })
    #expect(looked.allSatisfy { $0?.record.history.steps == [0] })
    #expect(log.ended.sorted() == [0, 1, 2, 3])
  }

  /// No record need be held: what is kept of a cell is made where it was trained.
  @Test func aResultIsWhatIsAskedFor() async throws {
    let losses = await Study(try cells(3)).run { cell, run in
      "\(cell): \(run.record.evaluation.finalLoss.isFinite)"
    }
    #expect(losses == [0: "0: true", 1: "1: true", 2: "2: true"])
  }
}
