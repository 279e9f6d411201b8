import ArgumentParser
import Diagnosis
import Experiments
import Foundation
import Reports
import TrainingRecords

/// `gradscope train`: one network, recorded and judged.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains one network, records and judges it.")

  @OptionGroup(title: "Training") var training: TrainingOptions
  @Option(help: "sigmoid, tanh, relu or identity.")
  var activation = "relu"
  @Option(
    help: ArgumentHelp(
      "normal:STD, uniform:LIMIT, lecun-, xavier- or he-normal or -uniform, fan-in:GAIN."))
  var `init` = "he-normal"
  @Flag(help: "Residual blocks from layer 2 on.")
  var residual = false
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    try await ExitStatus.reporting {
      var configuration = training.configuration
      configuration.activation = activation
      configuration.initializer = self.`init`
      configuration.residual = residual
      guard residual || training.residualScale == nil else {
        throw ConfigurationError(
          "--residual-scale: this network has no residual blocks; add --residual")
      }
      try ConfigurationCheck.check(configuration)
      let data = try DataLoading.load(training.dataset, for: configuration)
      let name = "\(residual ? "residual-" : "")\(activation)-\(self.`init`)"
      let experiment = try Experiment(name: name, configuration: configuration, data: data)
      let folder = output.output ?? "reports/train"
      try PictureSet.prepare(folder)

      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)
      let progress = ProgressDisplay(names: [name], steps: training.steps, quiet: output.quiet)
      let record = experiment.run(stop: stop) { step, loss in
        progress.show(.step(run: 0, step: step, loss: loss))
      }
      progress.show(.ended(run: 0, record: record))
      progress.finish()

      let run = JudgedRun(record)
      let files = try PictureSet([run], command: CommandText.current).write(into: folder)
      switch output.format {
      case .json:
        try StandardOutput.write(
          JSONText.encode(RunDocument(run, files: files, isTopLevel: true)) + "\n")
      case .text:
        let table = ComparisonTable([run], colored: Terminal.outputShowsColors)
        let text =
          table.lines + [""] + FindingList(run).lines + ["", "Pictures:"]
          + files.map { "  \($0)" }
        try StandardOutput.write(text.joined(separator: "\n") + "\n")
      }
      return ExitStatus.after([run], failOn: output.failOn, interrupted: interrupt.wasRaised)
    }
  }
}
