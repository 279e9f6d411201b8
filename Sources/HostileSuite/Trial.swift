import Foundation
import Tensors

/// A case: its commands, run in a folder of their own, and what is wrong with what came of them.
struct Trial {
  let kind: Kind
  let index: Int
  let seed: UInt64
  let program: String
  let help: ProgramHelp

  /// What came of a case.
  struct Outcome: Sendable {
    var commands: String
    var codes: String
    var complaints: [String]
  }

  /// Runs the case.
  func outcome() -> Outcome {
    var generator = SeededGenerator(seed: seed, stream: UInt64(index))
    let commands = kind.commands(help, using: &generator)
    let words = commands.map(Self.text).joined(separator: "  &  ")
    guard let playground = try? Playground(like: try Self.template(program).get()) else {
      return Outcome(
        commands: words, codes: "", complaints: ["the folder of the case was not made"])
    }
    for damage in commands.compactMap(\.damage) { damage.make(in: playground.path) }
    let attempts = runs(commands, in: playground.path)
    var complaints = zip(commands, attempts).flatMap { Complaints.about($1, of: $0) }
    let mayChange = commands.contains { $0.mayChangeStore || $0.deletes }
    let lost = playground.lost(mayChangeStore: mayChange)
    complaints += lost.map { "lost: \($0) is not what it was" }
    complaints += playground.leftovers.map { "left behind: \($0)" }
    if mayChange {
      let question =
        commands.contains(where: \.deletes) ? ["runs", "list"] : ["runs", "show", "1"]
      complaints += Complaints.aboutStore(program, question, in: playground.path)
    }
    if kind == .writers { complaints += WriterCases.complaints(attempts, in: playground.path) }
    return Outcome(
      commands: words, codes: attempts.map { "\($0.end)" }.joined(separator: ", "),
      complaints: complaints)
  }

  private func runs(_ commands: [HostileCommand], in folder: String) -> [Attempt.Outcome] {
    let program = self.program
    guard commands.count > 1 else {
      return commands.map { Attempt($0, program: program, in: folder).run() }
    }
    let results = Results(count: commands.count)
    DispatchQueue.concurrentPerform(iterations: commands.count) {
      results.set($0, Attempt(commands[$0], program: program, in: folder).run())
    }
    return results.all
  }

  /// Made once: every case is a copy of it.
  private static func template(_ program: String) -> Result<String, any Error> { shared(program) }
  private static let lock = NSLock()
  nonisolated(unsafe) private static var made: Result<String, any Error>?

  private static func shared(_ program: String) -> Result<String, any Error> {
    lock.withLock {
      let result = made ?? Result { try Playground.template(program) }
      made = result
      return result
    }
  }

  /// The command line for a report: printable, and not longer than one can read.
  private static func text(_ command: HostileCommand) -> String {
    let words = command.arguments.map { word -> String in
      let plain = word.debugDescription
      return plain.count > 80 ? plain.prefix(60) + "…\" (\(word.utf8.count) bytes)" : plain
    }
    let signal = command.signal.map { " [signal \($0.number) after \($0.after) s]" } ?? ""
    return
      "\(command.prelude) gradscope \(words.joined(separator: " ")) \(command.redirection)\(signal)"
      .trimmingCharacters(in: .whitespaces)
  }
}

/// Outcomes of commands that run at one time.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private var values: [Attempt.Outcome?]
  init(count: Int) { values = [Attempt.Outcome?](repeating: nil, count: count) }
  func set(_ index: Int, _ value: Attempt.Outcome) { lock.withLock { values[index] = value } }
  var all: [Attempt.Outcome] { lock.withLock { values.compactMap { $0 } } }
}
