import Diagnosis
import Records
import Synchronization
import Testing

@testable import Experiments

/// What is trained, and what is not again.
struct SweepTests {
  private func sweep(_ x: String = "gain=0.5,2", _ y: String = "depth=2,4") throws -> Sweep {
    var base = TrainingPlan()
    base.width = 32
    base.steps = 3
    base.batchSize = 16
    base.activation = "tanh"
    base.recordingTier = .scalars
    base.recordEvery = 1
    return try Sweep(
      SweepGrid(
        x: SweepAxis(parsing: x, field: "x"), y: SweepAxis(parsing: y, field: "y"),
        base: base), data: TestData.digits)
  }

  private final class Count: Sendable {
    private let names = Mutex<[String]>([])
    var all: [String] { names.withLock { $0.sorted() } }
    func add(_ run: JudgedRecord) { names.withLock { $0.append(run.record.name) } }
  }

  @Test func everyCellIsTrainedOnceAndKeptUnderItsNumber() async throws {
    let count = Count()
    let sweep = try sweep()
    let result = await sweep.run(keep: { index, run in
      count.add(run)
      return Int64(index + 1)
    })
    #expect(count.all == sweep.grid.cells.map(\.name).sorted())
    #expect(result.done.count == 4)
    #expect(result.cells[1][0]?.run == 3)
    #expect(result.done.allSatisfy { $0.cell.status == .completed && $0.cell.loss.isFinite })
  }

  @Test func noHiddenLayerIsACellToo() async throws {
    let result = try await sweep("width=8,16", "depth=0,1").run(keep: { _, _ in nil })
    #expect(result.done.count == 4)
    // Without hidden layers their width is that of none.
    #expect(result.cells[0][0]?.loss == result.cells[0][1]?.loss)
    #expect(result.cells[1][0]?.loss != result.cells[1][1]?.loss)
  }

  @Test func aFinishedCellIsNotTrainedAgain() async throws {
    let sweep = try sweep()
    let first = await sweep.run(keep: { index, _ in Int64(index) })
    var done: [Int: SweepCell] = [:]
    for index in [0, 3] {
      let cell = sweep.grid.cells[index]
      done[index] = first.cells[cell.row][cell.column]
    }
    let count = Count()
    let second = await sweep.run(
      done: done,
      keep: { _, run in
        count.add(run)
        return nil
      })
    #expect(count.all == [1, 2].map { sweep.grid.cells[$0].name }.sorted())
    #expect(second.done.count == 4)
    for (before, after) in zip(first.done, second.done) {
      #expect(before.cell.loss == after.cell.loss, "a cell is the same, whoever trains it")
    }
  }

  @Test func aSweepThatIsStoppedHasOnlyWhatEnded() async throws {
    let stop = StopSignal()
    let result = try await sweepOfMany().run(
      stop: stop,
      keep: { _, _ in
        stop.raise()
        return nil
      })
    #expect(result.done.count >= 1)
    #expect(result.done.count < result.cellCount)
  }

  private func sweepOfMany() throws -> Sweep { try sweep("gain=1:3:40", "depth=1,2") }

  @Test func theInitialLossIsThatOfTheRecord() async throws {
    let sweep = try sweep("gain=1", "depth=3")
    let result = await sweep.run(keep: { _, _ in nil })
    #expect(sweep.initialLoss(of: 0) == result.cells[0][0]?.evaluation.initialLoss)
  }

  @Test func theoryKnowsWhereTanhAndReLUAreCritical() async throws {
    for (activation, critical) in [("tanh", 1.7610), ("relu", 2)] {
      var base = TrainingPlan()
      base.activation = PerLayer(activation)
      base.biasStd = 0.05.squareRoot()
      let grid = try SweepGrid(
        x: SweepAxis(.gain, [1, 1.3, 2.5]), y: SweepAxis(.depth, [1, 2]), base: base)
      let theory = try #require(SweepTheory.theory(of: grid, configuration: base))
      #expect(abs(try #require(theory.critical) - critical) < 1e-3)
      guard activation == "tanh" else { continue }
      #expect(abs(theory.points[0].chi - 0.75903) < 1e-4)
      #expect(abs(theory.points[1].depthScale - 1 / abs(-0.127651)) < 0.01)
      #expect(theory.points[2].chi > 1)
      base.norm = "batch"
      #expect(SweepTheory.theory(of: grid, configuration: base) == nil)
    }
  }
}
