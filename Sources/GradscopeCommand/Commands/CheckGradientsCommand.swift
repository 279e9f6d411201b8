import ArgumentParser
import Experiments
import Networks
import Reports
import Texts

/// `gradscope check-gradients`: backpropagation against central differences.
struct CheckGradientsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-gradients",
    abstract: "Compares backpropagation with central differences, in double precision.",
    discussion: """
      Every activation × normalization × loss, plain and residual; and with layers that differ, with \
      dropout, with blocks in blocks. Fails with 1 where a relative error is above 10⁻⁶. Where φ has a kink, places whose perturbation crosses it are left out.
      """)

  @Option(parsing: .unconditional, help: "Hidden weight layers of the small networks.")
  var depth = 3
  @Option(parsing: .unconditional, help: "Units in each hidden layer.")
  var width = 6
  @Option(parsing: .unconditional, help: "Examples in the batch.")
  var batchSize = 7
  @Option(parsing: .unconditional, help: "Places compared in each tensor, at most.")
  var entries = 12
  @Option(help: "Only this activation.")
  var activation: String?
  @Option(parsing: .unconditional, help: "Seed of every random choice.", transform: Seed.parse)
  var seed: UInt64 = 1
  @Option(help: "What standard output gets: text or json.")
  var format = PlainFormat.text
  @OptionGroup var color: ColorOption
  @Flag(help: "Only the summary.")
  var quiet = false

  func run() async throws {
    try await ExitStatus.reporting {
      // Deeper networks with batch norm bend so much that no step is small enough.
      try check("depth", depth, 1...10)
      try check("width", width, 1...256)
      try check("batchSize", batchSize, 2...256)
      try check("entries", entries, 1...10_000)
      let activations = try self.activations()
      try ConfigurationCheck.checkRoom(threads: 1)
      let rows = GradientCheckSuite.run(
        activations: activations, depth: depth, width: width, batch: batchSize,
        entries: entries, seed: seed)
      let table = GradientCheckTable(rows)
      switch format {
      case .json: try StandardOutput.write(JSONText.encode(table.document), as: .json)
      case .text:
        try StandardOutput.write(quiet ? table.summary : table.blocks)
      }
      return table.passes ? 0 : ExitStatus.findings
    }
  }

  private func activations() throws(ConfigurationError) -> [any Activation] {
    guard let name = activation else { return ActivationCatalog.all }
    guard let found = ActivationCatalog.named(name) else {
      throw .unknown("activation", name, valid: ActivationCatalog.all.map(\.usage))
    }
    return [found]
  }

  private func check(
    _ field: String, _ value: Int, _ range: ClosedRange<Int>
  ) throws(ConfigurationError) {
    guard range.contains(value) else {
      throw .outOfRange(
        field, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        got: "\(value)")
    }
  }
}
