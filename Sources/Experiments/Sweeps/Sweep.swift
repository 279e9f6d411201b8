import Diagnosis
import Foundation
import Records

/// Trains the cells of a grid, as many at a time as the machine has cores. What is done already is
/// not trained again, and no record is held once its cell has ended.
public struct Sweep: Sendable {
  /// A cell that has just been trained; what keeps it, says under which number.
  public typealias Keep =
    @Sendable (_ index: Int, _ run: JudgedRecord) -> Int64?

  /// The grid.
  public let grid: SweepGrid
  private let experiments: [Experiment]

  /// Prepares the cells of a grid on one data set.
  ///
  /// - Throws: `ConfigurationError` where memory or the batch size do not fit.
  public init(
    _ grid: SweepGrid, data: PreparedData,
    cores: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws(ConfigurationError) {
    var experiments: [Experiment] = []
    for cell in grid.cells {
      experiments.append(
        try Experiment(
          name: cell.name, configuration: cell.configuration, data: data,
          concurrentRuns: min(cores, grid.cells.count)))
    }
    self.grid = grid
    self.experiments = experiments
  }

  /// What each cell trains, complete: by this a cell that is done is recognised.
  public var configurations: [TrainingPlan] { experiments.map(\.configuration) }

  /// A number that grows with the time that a cell takes: steps × (layers × width² + a constant).
  public func cost(of index: Int) -> Double {
    let c = configurations[index]
    let widths = c.hiddenWidths.map { Double($0) }
    return Double(c.steps) * widths.reduce(0) { $0 + $1 * $1 + 4096 }
  }

  /// The loss of a cell before its first update. It tells whether a stored cell saw the same data:
  /// a file may have changed under its name.
  public func initialLoss(of index: Int) -> Double { experiments[index].initialLoss }

  /// Trains what is not done yet, the longest first, so that no core waits for the last one.
  ///
  /// - Parameters:
  ///   - done: the cells that are not to be trained, by their index in the grid.
  ///   - stop: watched at every step; cells under way are given up, and others not begun.
  ///   - keep: called on the thread that trained, for each cell that was begun.
  ///   - onEnd: called for each cell that has come to its end.
  /// - Returns: All cells that have come to their end, those of `done` among them.
  public func run(
    done: [Int: SweepCell] = [:], stop: StopSignal = StopSignal(), keep: @escaping Keep,
    onEnd: @escaping @Sendable (_ index: Int, _ cell: SweepCell) -> Void = { _, _ in }
  ) async -> SweepRecord {
    var record = SweepRecord(
      x: grid.x, y: grid.y, facts: configurations[0].facts, network: configurations[0].summary,
      plan: configurations[0].json,
      theory: SweepTheory.theory(of: grid, configuration: configurations[0]))
    for (index, cell) in done {
      record.cells[grid.cells[index].row][grid.cells[index].column] = cell
    }
    let open = grid.cells.indices.filter { done[$0] == nil }
      .sorted { (cost(of: $1), $0) < (cost(of: $0), $1) }
    let cells = await Study(experiments, order: open, explaining: false).run(stop: stop) {
      index, run -> SweepCell? in
      let number = keep(index, run)
      guard run.record.status != .interrupted else { return nil }
      let cell = SweepCell(
        status: run.record.status, verdict: run.judgement.verdict,
        warnings: run.judgement.warnings, evaluation: run.record.evaluation,
        chance: run.record.chance ?? .unknown, run: number)
      onEnd(index, cell)
      return cell
    }
    for case (let index, let cell?) in cells {
      record.cells[grid.cells[index].row][grid.cells[index].column] = cell
    }
    return record
  }
}
