import ArgumentParser
import Reports

/// The command line.
@main
struct Gradscope: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradscope",
    abstract: "Shows why a deep network does not learn, layer by layer.",
    discussion: """
      Trains instrumented networks, judges what their gradients do, and draws it.
      Start with: gradscope compare --depth 10
      """,
    version: Version.current,
    subcommands: [
      CompareCommand.self, TrainCommand.self, PrescribeCommand.self, PredictCommand.self,
      SweepCommand.self, DiagnoseCommand.self, ReportCommand.self, ImportCommand.self,
      ExplainCommand.self, LessonCommand.self, ShowCommand.self, RunsCommand.self,
      CheckGradientsCommand.self,
    ])
}
