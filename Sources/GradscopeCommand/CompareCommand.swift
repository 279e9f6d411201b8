import ArgumentParser
import Diagnosis
import Experiments
import Foundation
import Reports
import TrainingRecords

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

  @OptionGroup(title: "Training") var training: TrainingOptions
  @Option(
    help: "Variants, separated by commas; a name is ACTIVATION-INIT or residual-INIT.")
  var lineup = Lineup.standardNames.joined(separator: ",")
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    try await ExitStatus.reporting {
      let names = lineup.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let configuration = training.configuration
      let lineup = try Lineup(names, base: configuration)
      let data = try DataLoading.load(training.dataset, for: configuration)
      let comparison = try Comparison(lineup, data: data)
      let folder = output.output ?? "reports/compare-depth-\(training.depth)"
      try PictureSet.prepare(folder)

      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)
      let progress = ProgressDisplay(
        names: names, steps: training.steps, quiet: output.quiet)
      let records = await comparison.run(stop: stop) { progress.show($0) }
      progress.finish()

      let runs = records.map { JudgedRun($0) }
      var shared = configuration
      shared.dataset = data.summary
      let files = try PictureSet(runs, command: CommandText.current).write(into: folder)
      switch output.format {
      case .json:
        try StandardOutput.write(
          JSONText.encode(ComparisonDocument(runs, configuration: shared, files: files)) + "\n")
      case .text:
        let table = ComparisonTable(runs, colored: Terminal.outputShowsColors)
        let text =
          table.lines + [""] + Narrative(runs).sentences.flatMap { [$0, ""] } + ["Pictures:"]
          + files.map { "  \($0)" }
        try StandardOutput.write(text.joined(separator: "\n") + "\n")
      }
      return ExitStatus.after(runs, failOn: output.failOn, interrupted: interrupt.wasRaised)
    }
  }
}
