import ArgumentParser
import Diagnosis
import Experiments
import Files
import Networks
import Records
import Reports

/// `gradscope train`: one network, recorded and judged.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains one network, records and judges it.")

  @OptionGroup(title: "Layers") var layers: LayerOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Parameters") var files: ParameterOptions
  @OptionGroup(title: "Recording") var recording: RecordingOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var choice: PictureChoice
  @Flag(
    inversion: .prefixedNo,
    help: "Where it is not well, try what the findings say to change, until a change heals it.")
  var tryRemedies = true

  func run() async throws {
    try await ExitStatus.reporting {
      let configuration = try self.configuration()
      var uses = FileUses()
      uses.add(self.data)
      uses.add(files)
      uses.add(store: recording.store)
      let folder = try OutputFolder(
        output.output ?? "reports/train",
        for: FigureSet.files(of: choice.selection, runs: 1, format: output.pictures.format),
        beside: uses,
        pictures: output.pictures.areDrawn)
      try files.checkPlaces()
      let data = try self.data.load(for: configuration)
      var fitting = configuration
      training.fitBatch(&fitting, to: data)
      let name =
        configuration.runName
      let parameters = try files.start.load(for: configuration)
      let experiment = try Experiment(
        name: name, configuration: fitting, data: data, parameters: parameters)
      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)
      let keeper = try recording.keeper(runs: 1, interrupt: interrupt, stop: stop)
      try files.saveInitial(of: experiment)

      let progress = ProgressDisplay(names: [name], steps: training.steps, quiet: output.quiet)
      var last: [NamedTensor]?
      let judged = experiment.judged(
        stop: stop,
        onStep: { step, loss in progress.show(.step(cell: 0, step: step, loss: loss)) },
        onBatch: { keeper?.keep($0, run: 0) }, onEnd: { last = $0 })
      progress.show(.ended(cell: 0, run: judged))
      progress.finish()

      // Before changes are tried and pictures drawn: what ends the program then, or a disk that is full for
      // them, must not cost the weights; and weights that cannot be written must cost neither the record its
      // end nor the result its telling.
      let saving = Result { if let last { try files.saveFinal(last, of: experiment) } }
      keeper?.finish(JudgedRun(judged), number: 0)
      let run = JudgedRun(
        tryRemedies ? tried(judged, experiment, fitting, parameters, stop, progress) : judged)
      if !run.record.facts.tried.isEmpty { keeper?.finish(run, number: 0) }
      let next = NextStep(
        run, program: Invocation.name,
        prescribing: PrescriptionReport.words(
          fitting, data: self.data.words, command: "prescribe"))
      try output.show(
        FigureSet(
          [run], command: Invocation.command, selection: choice.selection,
          format: output.pictures.format, next: [next]), of: [run], in: folder, kept: keeper,
        text: {
          DataSheet([run]).blocks + ComparisonTable([run]).blocks + [.blank] + next.blocks
            + FindingList(run).blocks
        },
        document: {
          RunDocument(
            run, files: $0, isTopLevel: true, stored: StoredPlace.of(keeper).first, next: next)
        })
      try saving.get()
      try keeper?.close()
      return ExitStatus.after([run], failOn: output.failOn, interruptedWith: interrupt.code)
    }
  }

  /// The run with what was tried to heal it.
  private func tried(
    _ run: JudgedRecord, _ experiment: Experiment, _ plan: TrainingPlan,
    _ parameters: [NamedTensor]?, _ stop: StopSignal, _ progress: ProgressDisplay
  ) -> JudgedRecord {
    let source = data
    let check = RemedyCheck(
      of: plan, on: experiment.data, parameters: parameters, source: { try source.load(for: $0) })
    return check.tried(
      on: run,
      arguments: { PrescriptionReport.words($0, data: source.words, naming: $1) },
      stop: stop, onTry: progress.showTrial
    ).run
  }

  private func configuration() throws -> TrainingPlan {
    var configuration = TrainingPlan()
    try network.apply(to: &configuration)
    training.apply(to: &configuration)
    data.apply(to: &configuration)
    try layers.apply(to: &configuration, network)
    recording.apply(to: &configuration)
    files.start.apply(to: &configuration)
    try ConfigurationCheck.checkAlone(configuration)
    return configuration
  }
}
