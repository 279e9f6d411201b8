import ArgumentParser
import Diagnosis
import Experiments
import Files
import RecordStore
import Records
import Reports

/// `gradscope sweep`: a grid of networks over two variables, and its phase diagram.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Trains a grid over two variables and draws where training works.",
    discussion: """
      Depth against σw² for tanh; with --activation relu, why He's number is 2. The depth scale that \
      theory predicts is drawn over the cells. A cell that is in the store already is not trained \
      again, so that a sweep that was interrupted or killed goes on where it stopped.
      """)

  @OptionGroup(title: "Sweep") var options: SweepOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard [.text, .json].contains(output.format) else {
      throw ValidationError(
        "--format: a sweep has text and json, got \(output.format.rawValue); choose one of them")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      let axes = try options.axes()
      var base = try options.base(network, training, data, axes: axes)
      // Before the data are read: what was mistyped is said at once.
      _ = try SweepGrid(x: axes.x, y: axes.y, base: base)
      var uses = FileUses()
      uses.add(self.data)
      uses.add(store: options.store)
      let folder = try OutputFolder(
        output.output ?? "reports/sweep-\(base.activation.text)",
        for: [FigureSet.fileOfSweep(output.pictures.format)],
        beside: uses,
        pictures: output.pictures.areDrawn)
      let data = try self.data.load(for: base)
      training.fitBatch(&base, to: data)
      let sweep = try Sweep(SweepGrid(x: axes.x, y: axes.y, base: base), data: data)
      let measure = try self.measure(of: data)
      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)

      let count = sweep.grid.cells.count
      let keeper = try RunKeeper.open(
        at: options.store, runs: count, interrupt: interrupt,
        stop: stop)
      let done = options.retrain ? [:] : try StoredCells(keeper).done(of: sweep)
      let progress = SweepProgress(sweep, done: Array(done.keys), quiet: output.quiet)
      let result = await sweep.run(
        done: done, stop: stop,
        keep: { index, run in
          keeper?.finish(
            run.record, run.judgement, isTrained: run.record.timing.steps > 0, number: index)
        }, onEnd: { index, _ in progress.ended(index) })
      progress.finish()

      try output.show(
        FigureSet(
          result, measure: measure, command: Invocation.command, format: output.pictures.format),
        in: folder,
        text: { SweepTable(result, measure: measure).blocks + note(result, keeper) },
        document: { SweepDocument(result, files: $0, store: keeper?.path) })
      try keeper?.close()
      if let code = interrupt.code { return code }
      return output.failOn.fails(result.done.compactMap(\.cell.gravest).max())
        ? ExitStatus.findings : 0
    }
  }

  /// What the colour shows: accuracy, of values their loss.
  private func measure(of data: PreparedData) throws(ConfigurationError) -> SweepMeasure {
    let isRegression = data.task == .regression
    guard !isRegression || options.show != .accuracy else {
      throw ConfigurationError(
        "--show: values that are predicted have no accuracy; choose --show loss")
    }
    return options.show ?? (isRegression ? .loss : .accuracy)
  }

  /// Where the cells are, and how many of them were there before.
  private func note(_ sweep: SweepRecord, _ keeper: RunKeeper?) -> [TextBlock] {
    let stored = sweep.done.count(where: \.cell.wasStored)
    let trained = sweep.done.count - stored
    let numbers = sweep.done.compactMap(\.cell.run)
    let before = stored == 0 ? "" : ", \(stored) were in the store already"
    let open = sweep.cellCount - sweep.done.count
    let rest = open == 0 ? "" : "; \(open) are left: the same command goes on with them"
    let cells = trained == 1 ? "cell" : "cells"
    var blocks: [TextBlock] = [
      .blank,
      .line("\(trained) \(cells) trained\(before)\(keeper == nil ? "" : rest).", .provenance),
    ]
    // Other runs may be between them: hundreds of numbers would tell nothing.
    if let keeper, let first = numbers.min(), let last = numbers.max() {
      blocks.append(
        .line(
          "Kept as \(numbers.count) of the runs \(first) to \(last) in \(keeper.path).", .provenance
        ))
    }
    return blocks
  }
}
