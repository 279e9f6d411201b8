import ArgumentParser
import Foundation
import Synchronization

/// Runs the program as nobody should: options at their extremes, paths that are none, outputs on inputs,
/// signals, limits, streams that are closed or full, several writers into one folder. It must neither
/// crash nor hang nor lose a file, and each refusal must be one line with the right exit code.
///
/// Case i of a seed depends on the two numbers alone, so that each can be made again by itself (the
/// moment at which a signal arrives is as exact as the machine is).
@main struct HostileSuite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "HostileSuite", abstract: "Runs gradscope as nobody should.")

  @Option(help: "How many cases to run.") var cases = 5_000
  @Option(help: "The seed of the cases.") var seed: UInt64 = 1
  @Option(help: "The number of the first case.") var first = 0
  @Option(help: "Only cases of this kind.") var kind: Kind?
  @Option(help: "The program.") var program = ".build/release/gradscope"
  @Option(help: "How many to run at one time.")
  var workers = 2 * ProcessInfo.processInfo.activeProcessorCount
  @Flag(help: "Print every case.") var verbose = false

  func validate() throws {
    guard cases > 0, first >= 0, workers > 0 else {
      throw ValidationError("expected numbers of cases and workers from 1, and --first from 0")
    }
  }

  func run() throws {
    let program = URL(filePath: program).path
    let help = try ProgramHelp(of: program)
    let kinds = kind.map { [$0] } ?? Kind.inTurn
    let next = Atomic(first)
    let (end, seed, verbose) = (first + cases, seed, verbose)
    let tally = Mutex(Tally())
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < end else { return }
        let kind = kinds[index % kinds.count]
        let outcome = Trial(kind: kind, index: index, seed: seed, program: program, help: help)
          .outcome()
        tally.withLock {
          $0.add(outcome, of: kind)
          let again =
            "again with: --kind \(kind.rawValue) --seed \(seed) --first \(index) --cases 1"
          for complaint in outcome.complaints {
            Self.say(
              "case \(index) (\(kind.rawValue)): \(complaint)\n  \(outcome.commands)\n  \(again)")
          }
          if verbose {
            Self.say("case \(index) (\(kind.rawValue)): \(outcome.codes)  \(outcome.commands)")
          }
        }
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let result = tally.withLock { $0 }
    Self.say(result.lines(seconds: seconds).joined(separator: "\n"))
    if result.complaints > 0 { throw ExitCode.failure }
  }

  /// At once, so that it is to be read also where the suite itself is ended.
  private static func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}

extension Kind: ExpressibleByArgument {}
