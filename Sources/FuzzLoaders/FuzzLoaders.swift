import ArgumentParser
import CFuzzSupport
import Foundation
import Tensors

/// Feeds damaged files to every loader: none may crash, hang, take more memory than its input
/// justifies, or refuse without a sentence that helps.
///
/// Input i of a seed depends on the two numbers alone, so that each can be made again by itself.
@main struct FuzzLoaders: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "FuzzLoaders",
    abstract: "Feeds damaged files of data, tensors and other tools' logs to their loaders.")

  @Option(help: "How many inputs to make.")
  var inputs = 20_000

  @Option(help: "The seed of the inputs.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first input.")
  var first: UInt64 = 0

  @Option(help: "Write the first input to this path; of a pair, the second one to PATH.2.")
  var dump: String?

  func validate() throws {
    guard inputs >= 1, first.addingReportingOverflow(UInt64(inputs)).overflow == false else {
      throw ValidationError("--inputs: expected at least 1 input, got \(inputs)")
    }
  }

  func run() throws {
    fuzz_guard(4 << 30)
    var tallies = [LoaderFormat: FuzzTally](
      uniqueKeysWithValues: LoaderFormat.allCases.map { ($0, FuzzTally()) })
    for index in first..<first + UInt64(inputs) {
      let formats = LoaderFormat.allCases
      let format = formats[Int(index % UInt64(formats.count))]
      var generator = SeededGenerator(seed: seed, stream: index)
      // A few inputs are long enough for memory in proportion to them to stand out.
      let input = format.input(isLarge: index / 4 % 100 == 7, using: &generator)
      if let dump, index == first { try write(input, to: dump) }

      // A static string ends with a zero, as C expects it, and stays where it is.
      let name = UnsafeRawPointer(format.name.utf8Start).assumingMemoryBound(to: CChar.self)
      fuzz_input_begins(seed, index, name, 30)
      let start = ContinuousClock.now
      let outcome = FuzzOutcome(of: input, format)
      tallies[format]?.add(outcome, input, seconds: (ContinuousClock.now - start) / .seconds(1))
      if let problem = outcome.problem {
        print(
          "fuzz: input \(index) (\(format.rawValue)): \(problem); "
            + "reproduce it with --seed \(seed) --first \(index) --inputs 1")
        throw ExitCode.failure
      }
    }
    for format in LoaderFormat.allCases {
      if let tally = tallies[format] { print(tally.line(format)) }
    }
    if fuzz_meter_is_available() == 0 { print("memory: measured with glibc only") }
  }

  private func write(_ input: FuzzInput, to path: String) throws {
    for (number, part) in input.parts.enumerated() {
      let name = number == 0 ? path : "\(path).\(number + 1)"
      try Data(part).write(to: URL(fileURLWithPath: name))
    }
  }
}
