import ArgumentParser
import Diagnosis
import Experiments
import Files
import Records
import Reports

/// `gradscope compare`: the main job.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Trains a lineup of networks side by side, judges and draws them.",
    discussion: """
      The lineup: sigmoid, tanh, ReLU and residual networks, each with the naive initialization \
      N(0, 0.01²) and with the one made for it. Every run starts from the same seed and sees the \
      same batches.
      """)

  @Option(
    help: "Variants, separated by commas; a name is ACTIVATION-INIT or residual-INIT.")
  var lineup = Lineup.standardNames.joined(separator: ",")
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Recording") var recording: RecordingOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  private var lineupWords: [String] {
    lineup == Lineup.standardNames.joined(separator: ",") ? [] : ["lineup", lineup]
  }

  func run() async throws {
    try await ExitStatus.reporting {
      let names = lineup.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      var configuration = TrainingPlan()
      network.apply(to: &configuration)
      training.apply(to: &configuration)
      data.apply(to: &configuration)
      recording.apply(to: &configuration)
      let wanted = try Lineup(names, base: configuration)
      guard network.residualScale == nil || wanted.entries.contains(where: \.configuration.residual)
      else {
        throw ConfigurationError(
          "--residual-scale: this lineup has no residual networks; add one, such as residual-he")
      }
      let source = self.data.words
      var uses = FileUses()
      uses.add(self.data)
      uses.add(store: recording.store)
      let folder = try OutputFolder(
        output.output ?? ResultFolder.comparison(of: configuration, lineupWords + source),
        for: PictureSet.namesOfRuns, beside: uses, pictures: output.pictures)
      let data = try self.data.load(for: configuration)
      training.fitBatch(&configuration, to: data)
      let comparison = try Comparison(
        Lineup(names, base: configuration), data: data)
      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)

      let keeper = try recording.keeper(runs: names.count, interrupt: interrupt, stop: stop)
      let progress = ProgressDisplay(
        names: names, steps: training.steps, quiet: output.quiet)
      let records = await comparison.run(stop: stop) { event in
        progress.show(event)
        switch event {
        case .recorded(let run, let record): keeper?.keep(record, run: run)
        case .ended(let run, let record): keeper?.finish(JudgedRun(record), number: run)
        case .step: break
        }
      }
      progress.finish()

      let runs = records.map { JudgedRun($0) }
      let shared = configuration.completed(for: data)
      try output.show(
        PictureSet(runs, command: Invocation.command), of: runs, in: folder, kept: keeper,
        text: {
          ComparisonTable(runs).blocks + [.blank] + .paragraphs(Narrative(runs).sentences)
        },
        document: {
          ComparisonDocument(
            runs, configuration: shared, files: $0, stored: StoredPlace.of(keeper))
        })
      try keeper?.close()
      return ExitStatus.after(runs, failOn: output.failOn, interruptedWith: interrupt.code)
    }
  }
}
