import ArgumentParser
import Diagnosis
import Experiments
import Files
import Records
import Reports
import Texts

/// `gradscope compare`: the main job.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Trains a lineup of networks side by side, judges and draws them.",
    discussion: """
      The lineup: sigmoid, tanh, ReLU and residual networks, each with the naive initialization \
      N(0, 0.01²) and with the one made for it. Every run starts from the same seed and sees the \
      same batches. With --vary OPTION=a,b,c one network is trained with each of these values instead.
      """)

  @Option(
    help: "Variants, separated by commas; a name is ACTIVATION-INIT or residual-INIT.")
  var lineup: String?
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "In place of a lineup: an option of train and its values, such as optimizer=sgd,momentum,adam; "
        + "values that have commas are separated by semicolons; may be repeated.",
      valueName: "option=a,b,c"))
  var vary: [String] = []
  @OptionGroup(title: "Layers, with --vary") var layers: LayerOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Recording") var recording: RecordingOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var choice: PictureChoice

  private var lineupWords: [String] {
    (lineup.map { ["lineup", $0] } ?? []) + vary.flatMap { ["vary", $0] }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      let base = try self.base()
      let variants = try self.variants(of: base)
      let source = self.data.words
      var uses = FileUses()
      uses.add(self.data)
      uses.add(store: recording.store)
      let folder = try OutputFolder(
        output.output ?? ResultFolder.comparison(of: base, lineupWords + source),
        for: FigureSet.files(
          of: choice.selection, runs: variants.count, format: output.pictures.format),
        beside: uses,
        pictures: output.pictures.areDrawn)
      var sources = VariantData()
      let comparison = try Comparison(
        variants.lineup { plan, index in
          var plan = plan
          let data = try sources.data(of: variants.data(self.data, of: index), for: plan)
          if !variants.says("--batch-size", at: index) { training.fitBatch(&plan, to: data) }
          return plan
        }
      ) { index, plan in try sources.data(of: variants.data(self.data, of: index), for: plan) }
      let names = comparison.study.cells.map(\.name)
      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)

      let keeper = try recording.keeper(runs: names.count, interrupt: interrupt, stop: stop)
      let progress = ProgressDisplay(
        names: names, steps: comparison.study.cells.map(\.configuration.steps).max() ?? 1,
        quiet: output.quiet)
      let results = await comparison.run(stop: stop) { event in
        progress.show(event)
        switch event {
        case .recorded(let run, let record): keeper?.keep(record, run: run)
        case .ended(let run, let result): keeper?.finish(JudgedRun(result), number: run)
        case .step: break
        }
      }
      progress.finish()

      let runs = results.map { JudgedRun($0) }
      let next = self.next(runs, comparison.study.cells)
      try output.show(
        FigureSet(
          runs, command: Invocation.command, selection: choice.selection,
          format: output.pictures.format, next: next), of: runs, in: folder, kept: keeper,
        text: {
          DataSheet(runs).blocks + ComparisonTable(runs).blocks + [.blank]
            + .paragraphs(Narrative(runs).sentences)
            + (next.first { $0.arguments != nil }.map { [.blank] + $0.blocks.dropLast() } ?? [])
        },
        document: {
          ComparisonDocument(
            runs,
            configuration: comparison.study.cells.first.map { base.completed(for: $0.data).json },
            files: $0, stored: StoredPlace.of(keeper), next: next)
        })
      try keeper?.close()
      return ExitStatus.after(runs, failOn: output.failOn, interruptedWith: interrupt.code)
    }
  }

  /// What to do next about each of the runs; with `--vary` it is not known what tries changes on it.
  private func next(_ runs: [JudgedRun], _ cells: [Experiment]) -> [NextStep] {
    runs.enumerated().map { index, run in
      let plan = vary.isEmpty && index < cells.count ? cells[index].configuration : nil
      return NextStep(
        run, naming: true, program: Invocation.name,
        prescribing: plan.map {
          PrescriptionReport.words($0, data: data.words, command: "prescribe")
        })
    }
  }

  /// What all variants share.
  private func base() throws -> TrainingPlan {
    var plan = TrainingPlan()
    try network.apply(to: &plan)
    training.apply(to: &plan)
    data.apply(to: &plan)
    recording.apply(to: &plan)
    guard plan.depth > 0 || plan.widths != nil || !vary.isEmpty else {
      throw ConfigurationError(
        "--depth: expected a whole number from 1, as a lineup compares what hidden layers do, got 0; "
          + "train takes 0")
    }
    guard vary.isEmpty else {
      guard lineup == nil else {
        throw ConfigurationError("--vary: takes the place of --lineup; leave out one")
      }
      // It is checked with each value of what is varied.
      try layers.combine(into: &plan, network)
      return plan
    }
    guard !layers.isGiven else {
      throw ConfigurationError(
        "--activation, --init, --residual, --network: a lineup has its own; name it with --lineup, or add "
          + "--vary OPTION=VALUES")
    }
    return plan
  }

  /// Options whose default depends on another one, where they were typed.
  private var typed: Set<String> {
    Set(
      (layers.`init` == nil ? [] : ["--init"])
        + (training.learningRate == nil ? [] : ["--learning-rate"]))
  }

  private func variants(of base: TrainingPlan) throws -> Variants {
    if !vary.isEmpty { return try Variants(vary, of: base, typed: typed) }
    let names = lineup.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    let wanted = try Lineup(names ?? Lineup.standardNames(on: base), base: base)
    if names == nil, !base.hasRoomForShortcuts, !output.quiet {
      StandardError.say(
        "gradscope: without residual networks: no hidden layer is as wide as the one below it")
    }
    guard network.residualScale == nil || wanted.entries.contains(where: \.configuration.residual)
    else {
      throw ConfigurationError(
        "--residual-scale: this lineup has no residual networks; add one, such as residual-he")
    }
    return Variants(wanted)
  }
}
