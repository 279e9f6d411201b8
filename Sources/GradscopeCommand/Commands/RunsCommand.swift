import ArgumentParser

/// `gradscope runs`: what has been recorded.
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Lists, shows, compares, exports and deletes stored runs.",
    discussion: """
      RUN is the number of a run (17), its name (the newest of that name), or last. A run whose \
      process was killed is listed as interrupted, with what it had recorded.
      """,
    subcommands: [
      RunsListCommand.self, RunsShowCommand.self, RunsCompareCommand.self,
      RunsExportCommand.self, RunsDeleteCommand.self,
    ], defaultSubcommand: RunsListCommand.self)
}
