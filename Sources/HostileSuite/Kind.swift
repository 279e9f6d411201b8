import Tensors

/// What is hostile about a case.
enum Kind: String, CaseIterable, Sendable {
  case options, paths, conflicts, signals, limits, streams, writers

  /// The commands of a case of this kind, to be run at one time in a fresh folder.
  func commands(
    _ help: ProgramHelp, using generator: inout SeededGenerator
  ) -> [HostileCommand] {
    switch self {
    case .options: [OptionCases.command(help, using: &generator)]
    case .paths: [PathCases.command(help, using: &generator)]
    case .conflicts: [ConflictCases.command(using: &generator)]
    case .signals: [SignalCases.command(using: &generator)]
    case .limits: [LimitCases.command(using: &generator)]
    case .streams: [StreamCases.command(help, using: &generator)]
    case .writers: WriterCases.commands(using: &generator)
    }
  }
}
