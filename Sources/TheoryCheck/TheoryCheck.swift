import ArgumentParser
import Experiments
import Foundation
import Networks
import Theory

/// Holds the band of mean-field theory against networks that were drawn: every activation ×
/// initializer × structure, and networks whose layers differ, 20 seeds each.
@main struct TheoryCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "TheoryCheck",
    abstract: "Counts how often drawn networks lie inside the band that theory draws.")

  @Option(help: "Draws of each network.")
  var seeds = 20
  @Option(help: "Units in each hidden layer.")
  var width = 256
  @Option(help: "Hidden layers.")
  var depth = 20
  @Option(help: "Features of the inputs, each N(0, 1).")
  var features = 256
  @Option(help: "Structures, separated by commas: plain, layer norm, scaled residual, batch norm.")
  var structures = "plain,layer norm,scaled residual"
  @Option(help: "Initializers, separated by commas.")
  var initializers = "lecun-normal,xavier-normal,he-normal,fan-in:0.5,fan-in:3"

  @Flag(inversion: .prefixedNo, help: "Also networks whose layers differ.")
  var unlike = true
  @Flag(inversion: .prefixedNo, help: "Also the factors of width 512 beside those of theory.")
  var factors = true

  func run() async throws {
    var cases: [TheoryCase] = []
    for activation in ActivationCatalog.all {
      for name in initializers.split(separator: ",") {
        for structure in structures.split(separator: ",") {
          guard let initializer = InitializerCatalog.named(String(name)),
            let structure = TheoryCase.Structure(rawValue: String(structure))
          else { throw ValidationError("unknown initializer or structure: \(name), \(structure)") }
          cases.append(
            TheoryCase(
              activation: activation, initializer: initializer, structure: structure, depth: depth,
              width: width, features: features))
        }
      }
    }
    if unlike { cases += TheoryCase.unlike(depth: depth, width: width, features: features) }
    let seeds = seeds
    let results = try await WorkerPool.map(cases) { TheoryResult($0, seeds: seeds) }
    let factors = try await WorkerPool.map(factors ? FactorResult.settings : []) {
      FactorResult($0, seeds: min(seeds, 9))
    }
    print(
      TheoryTable(results, factors: factors, width: width, depth: depth, seeds: seeds).markdown)
  }
}
