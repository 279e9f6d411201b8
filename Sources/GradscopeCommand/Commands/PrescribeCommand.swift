import ArgumentParser
import Diagnosis
import Experiments
import Files
import Records
import Reports

/// `gradscope prescribe`: which change heals a sick network, a single one where one does.
struct PrescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prescribe",
    abstract: "Tries single changes on a sick network and proves which one heals it.",
    discussion: """
      Takes the options of train. Trains the network, derives changes from what is found, trains each \
      with the same seeds and data, and tries the smallest one that heals with a seed it was not \
      chosen on. Where no single change heals, it tries two together. --fail-on judges what is left: the network with the recommended change, or as it was \
      where no change heals it.
      """)

  @Option(parsing: .unconditional, help: "Seeds that a change has to heal, from --seed on.")
  var seeds = 3
  @Flag(help: "Leave changes untried that are larger than the first that heals.")
  var stopAtFirst = false
  @Flag(help: "With --format json: every run whole, with its layers and curves.")
  var histories = false
  @Option(
    help: ArgumentHelp(
      "Report what gradscope_recorder trained of a network in PyTorch: its prescription.json, "
        + "beside the logs. Nothing is trained.",
      valueName: "file"))
  var trained: String?
  @OptionGroup(title: "Layers") var layers: LayerOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Parameters") var start: InitialParameterOptions
  @OptionGroup(title: "Recording") var recording: RecordingOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard [.text, .json].contains(output.format) else {
      throw ValidationError(
        "--format: prescribe has text and json, got \(output.format.rawValue); "
          + "run the recommended command with --format \(output.format.rawValue)")
    }
    guard !histories || output.format == .json else {
      throw ValidationError("--histories: needs --format json")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      if let trained { return try reportTrained(at: trained) }
      let configuration = try self.configuration()
      var uses = FileUses()
      uses.add(data)
      uses.add(start)
      uses.add(store: recording.store)
      let folder = try OutputFolder(
        output.output ?? "reports/prescribe",
        for: [FigureSet.fileOfPrescription(output.pictures.format)], beside: uses,
        pictures: output.pictures.areDrawn)
      let prescription = try self.prescription(configuration)
      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)
      let keeper = try recording.keeper(runs: 0, interrupt: interrupt, stop: stop)
      let progress = PrescriptionProgress(quiet: output.quiet)
      let outcome = try await prescription.run(stop: stop) { event in
        progress.show(event)
        switch event {
        case .planned: break
        case .recorded(let run, let record): keeper?.keep(record, run: run)
        case .ended(let run, let result, _): keeper?.finish(JudgedRun(result), number: run)
        }
      }
      let report = PrescriptionReport(outcome, of: prescription, data: data.words)
      try output.show(
        FigureSet(
          report, command: Invocation.command, format: output.pictures.format),
        of: report.remaining, in: folder,
        kept: keeper,
        text: {
          DataSheet(report.before).blocks
            + PrescriptionTable(report, program: Invocation.name).blocks
        },
        document: { PrescriptionDocument(report, files: $0, histories: histories) })
      try keeper?.close()
      return ExitStatus.after(
        report.remaining, failOn: output.failOn, interruptedWith: interrupt.code)
    }
  }

  /// Reports trainings that were made elsewhere.
  private func reportTrained(at path: String) throws -> Int32 {
    var uses = FileUses()
    uses.reads(path, as: "the trainings (--trained)")
    let folder = try OutputFolder(
      output.output ?? "reports/prescribe",
      for: [FigureSet.fileOfPrescription(output.pictures.format)], beside: uses,
      pictures: output.pictures.areDrawn)
    let report = try TrainedPrescription.report(at: path)
    try output.show(
      FigureSet(report, command: Invocation.command, format: output.pictures.format),
      of: report.remaining, in: folder,
      text: { PrescriptionTable(report, program: Invocation.name).blocks },
      document: { PrescriptionDocument(report, files: $0, histories: histories) })
    return ExitStatus.after(report.remaining, failOn: output.failOn, interruptedWith: nil)
  }

  private func configuration() throws -> TrainingPlan {
    var configuration = TrainingPlan()
    try network.apply(to: &configuration)
    training.apply(to: &configuration)
    data.apply(to: &configuration)
    try layers.apply(to: &configuration, network)
    recording.apply(to: &configuration)
    start.apply(to: &configuration)
    try ConfigurationCheck.checkAlone(configuration)
    return configuration
  }

  private func prescription(_ configuration: TrainingPlan) throws -> Prescription {
    let loaded = try data.load(for: configuration)
    var fitting = configuration
    training.fitBatch(&fitting, to: loaded)
    let name =
      configuration.runName
    let source = data
    return try Prescription(
      fitting, name: name, seeds: seeds, stopsAtFirst: stopAtFirst,
      parameters: start.load(for: fitting),
      data: { try source.load(for: $0) })
  }
}
