import Diagnosis
import Records

/// The one path from cells to judged results: train, judge once, hand on. Comparison, sweep, prescription
/// and calibration are studies.
public struct Study: Sendable {
  /// What happens while the cells train; called on the thread that trains the cell.
  public enum Event: Sendable {
    /// A cell made a step.
    case step(cell: Int, step: Int, loss: Double)
    /// A cell has recorded something new.
    case recorded(cell: Int, record: RunRecord)
    /// A cell came to its end.
    case ended(cell: Int, run: JudgedRecord)
  }

  /// What becomes of a cell that has not begun when somebody stops.
  public enum Rest: Sendable {
    /// It still takes its look at step 0.
    case looks
    /// It is left out.
    case isLeftOut
  }

  /// The runs.
  public let cells: [Experiment]
  private let order: [Int]
  private let rest: Rest
  private let explaining: Bool

  /// A study of these runs.
  ///
  /// - Parameters:
  ///   - order: the indices of those to train, in the order in which they begin; nil for all, as they are.
  ///   - rest: what becomes of those that have not begun when somebody stops.
  ///   - explaining: whether a run that learned too little, one cannot see why, is made once more with one
  ///     thing changed.
  public init(
    _ cells: [Experiment], order: [Int]? = nil, rest: Rest = .isLeftOut, explaining: Bool = true
  ) {
    self.explaining = explaining
    self.cells = cells
    self.order = (order ?? Array(cells.indices)).filter(cells.indices.contains)
    self.rest = rest
  }

  /// Trains the cells, as many at a time as the machine has cores.
  ///
  /// - Parameters:
  ///   - stop: watched at every step; what was done until then is kept.
  ///   - result: what is kept of a cell, made on the thread that trained it, so that no record need be held.
  /// - Returns: The results by the index of their cells; nothing of those left out.
  public func run<Result: Sendable>(
    stop: StopSignal = StopSignal(), onEvent: @escaping @Sendable (Event) -> Void = { _ in },
    result: @escaping @Sendable (_ cell: Int, _ run: JudgedRecord) -> Result
  ) async -> [Int: Result] {
    let (cells, rest, explaining) = (self.cells, self.rest, self.explaining)
    // The work below throws nothing.
    let results =
      try? await WorkerPool.map(order) { cell -> (Int, Result)? in
        if rest == .isLeftOut, stop.isRaised { return nil }
        let run = cells[cell].judged(
          explaining: explaining, stop: stop,
          onStep: { step, loss in onEvent(.step(cell: cell, step: step, loss: loss)) },
          onBatch: { onEvent(.recorded(cell: cell, record: $0)) })
        onEvent(.ended(cell: cell, run: run))
        return (cell, result(cell, run))
      }
    return Dictionary(uniqueKeysWithValues: (results ?? []).compactMap { $0 })
  }

  /// Trains the cells and keeps all of their records, in the order of the cells; nil for one left out.
  public func run(
    stop: StopSignal = StopSignal(), onEvent: @escaping @Sendable (Event) -> Void = { _ in }
  ) async -> [JudgedRecord?] {
    let results = await run(stop: stop, onEvent: onEvent) { _, run in run }
    return cells.indices.map { results[$0] }
  }
}
