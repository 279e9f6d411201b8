import Datasets
import Diagnosis
import Foundation
import Networks
import Testing

/// The program that the README shows is the one that is built here, and it works.
struct ReadmeProgramTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func theReadmeShowsTheProgramAsItIs() throws {
    let source = try String(
      contentsOf: Self.root.appending(path: "Examples/TrainAndJudge/main.swift"), encoding: .utf8)
    let readme = try String(
      contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.contains("```swift\n\(source)```"))
  }

  @Test func itTrainsRecordsAndJudges() async throws {
    let outcome = try await Program.run([], named: "TrainAndJudge")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("GS101 δ in layer 1 is"))
    #expect(outcome.output.contains("the sigmoid's derivative is at most 0.25"))
  }

  @Test func theReadmeNamesEverythingInTheLists() throws {
    let readme = try String(
      contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let names =
      ActivationCatalog.all.map(\.usage) + OptimizerCatalog.all.map { $0.name }
      + LossCatalog.all.map { $0.name } + ScheduleCatalog.usages + SyntheticCatalog.names
      + RuleCatalog.all.map { "\($0.description.code) \($0.description.name)" }
      + InitializerCatalog.forms.map(\.usage).filter { !$0.contains("-normal") }
      .filter { !$0.contains("-uniform") }
    for name in names { #expect(readme.contains(name), "\(name)") }
  }
}
