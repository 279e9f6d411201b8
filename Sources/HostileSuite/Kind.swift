import Tensors

/// What is hostile about a case.
enum Kind: String, CaseIterable, Sendable {
  case options, paths, files, conflicts, signals, limits, streams, writers

  /// The kinds in the order in which they take turns. Those that draw pictures take a second a case, the
  /// others a tenth.
  static let inTurn: [Kind] = {
    let turns: [(Kind, Int)] = [
      (.options, 7), (.paths, 5), (.files, 5), (.conflicts, 3), (.limits, 3), (.streams, 3),
      (.signals, 2),
      (.writers, 1),
    ]
    let all = turns.flatMap { kind, count in
      (0..<count).map { (kind: kind, place: (Double($0) + 0.5) / Double(count)) }
    }
    return all.sorted { $0.place < $1.place }.map(\.kind)
  }()

  /// The commands of a case of this kind, to be run at one time in a fresh folder.
  func commands(
    _ help: ProgramHelp, using generator: inout SeededGenerator
  ) -> [HostileCommand] {
    switch self {
    case .options: [OptionCases.command(help, using: &generator)]
    case .paths: [PathCases.command(help, using: &generator)]
    case .files: [FileCases.command(using: &generator)]
    case .conflicts: [ConflictCases.command(using: &generator)]
    case .signals: [SignalCases.command(using: &generator)]
    case .limits: [LimitCases.command(using: &generator)]
    case .streams: [StreamCases.command(help, using: &generator)]
    case .writers: WriterCases.commands(using: &generator)
    }
  }
}
