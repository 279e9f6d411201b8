import Experiments
import RecordStore
import Records

/// The cells of a sweep that are in the store already.
struct StoredCells {
  private let keeper: RunKeeper?

  /// Those that a keeper knows; none without one.
  init(_ keeper: RunKeeper?) { self.keeper = keeper }

  /// By the index of the cell. None where they were trained on other data of the same name, which is
  /// said.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  func done(of sweep: Sweep) throws(StoreError) -> [Int: SweepCell] {
    guard let keeper else { return [:] }
    let configurations = sweep.configurations
    let runs = try keeper.finishedRuns(of: configurations)
    var done: [Int: SweepCell] = [:]
    for (index, configuration) in configurations.enumerated() {
      guard let run = runs[configuration] else { continue }
      done[index] = SweepCell(
        status: run.status, verdict: run.verdict, warnings: run.warnings,
        evaluation: run.evaluation, chance: run.chance ?? .unknown, run: run.id, wasStored: true)
    }
    // The quickest of them to look at stands for all.
    guard let index = done.keys.min(by: { sweep.cost(of: $0) < sweep.cost(of: $1) }),
      let stored = done[index]
    else { return [:] }
    let now = sweep.initialLoss(of: index)
    guard !Self.agree(now, stored.evaluation.initialLoss) else { return done }
    StandardError.say(
      "gradscope: \(done.count) cells in \(keeper.path) were trained on other data under the name "
        + "\(configurations[index].dataset.name); training them again")
    return [:]
  }

  /// Equal up to what another number of threads changes.
  private static func agree(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-4 * max(abs(a), abs(b))
  }
}
