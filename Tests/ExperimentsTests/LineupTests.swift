import Experiments
import Records
import Testing

@Suite struct LineupTests {
  private func message(_ names: [String]) -> String {
    do {
      _ = try Lineup(names, base: TrainingPlan())
      return "no error"
    } catch { return error.description }
  }

  @Test func standardLineupIsFourFamiliesNaiveAndMatched() throws {
    let lineup = try Lineup(base: TrainingPlan())
    #expect(lineup.entries.map(\.name) == Lineup.standardNames)
    #expect(
      lineup.entries.map(\.configuration.initializer) == [
        "normal:0.01", "xavier-normal", "normal:0.01", "xavier-normal", "normal:0.01",
        "he-normal", "normal:0.01", "he-normal",
      ])
    #expect(lineup.entries.map(\.configuration.residual).suffix(3) == [false, true, true])
  }

  @Test func whereNoShortcutHasRoomNoResidualNetworkIsOfIt() throws {
    for widths in [[8], [8, 16], [8, 16, 8]] {
      var base = TrainingPlan()
      base.widths = widths
      #expect(Lineup.standardNames(on: base) == Array(Lineup.standardNames.prefix(6)))
      #expect(throws: ConfigurationError.self) { try Lineup(["residual-he"], base: base) }
    }
    #expect(Lineup.standardNames(on: TrainingPlan()) == Lineup.standardNames)
  }

  @Test(arguments: [2, 4, 10, 100])
  func residualScaleIsOneOverTheRootOfTheDepth(_ depth: Int) throws {
    var base = TrainingPlan()
    base.depth = depth
    let entries = try Lineup(["residual-he", "relu-he"], base: base).entries
    #expect(entries[0].configuration.residualScale == 1 / Double(depth).squareRoot())
    #expect(entries[1].configuration.residualScale == nil)
    base.residualScale = 0.7
    let set = try Lineup(["residual-he"], base: base).entries[0]
    #expect(set.configuration.residualScale == 0.7)
  }

  @Test func initializersWithNumbersAreNames() throws {
    let entry = try Lineup(["relu-normal:0.5"], base: TrainingPlan()).entries[0]
    #expect(entry.configuration.initializer == "normal:0.5")
    let long = try Lineup(["tanh-xavier-uniform"], base: TrainingPlan()).entries[0]
    #expect(long.configuration.initializer == "xavier-uniform")
  }

  @Test(arguments: [
    ("leaky-relu-he", "leaky-relu", "he-normal"),
    ("leaky-relu:1e-1-xavier-uniform", "leaky-relu:0.1", "xavier-uniform"),
    ("selu-orthogonal:2", "selu", "orthogonal:2"), ("tanh-constant:-1", "tanh", "constant:-1"),
  ])
  func bothPartsMayHaveHyphensAndNumbers(
    _ name: String, _ activation: String, _ initializer: String
  ) throws {
    let entry = try Lineup([name], base: TrainingPlan()).entries[0]
    #expect(entry.configuration.activation.text == activation)
    #expect(entry.configuration.initializer.text == initializer)
  }

  @Test(arguments: [
    ("rleu-he", "relu-he"), ("tanh-xaver", "tanh-xavier"), ("residual-hee", "residual-he"),
    ("Sigmoid-Naive", "sigmoid-naive"),
  ])
  func aMistypedNameIsAnsweredWithTheClosest(_ typed: String, _ closest: String) {
    let message = message([typed])
    #expect(message.hasPrefix("`lineup`: unknown name \"\(typed)\""))
    #expect(message.contains("Did you mean \"\(closest)\"?"))
  }

  @Test(arguments: ["", "-", "relu", "relu-", "-he", "-relu-he", "relu--he", "relu-he-"])
  func whatIsNoNameIsAnError(_ typed: String) {
    #expect(message([typed]).hasPrefix("`lineup`: unknown name"))
  }

  @Test func repeatedAndMissingNamesAreErrors() {
    #expect(message(["relu-he", "relu-he"]).contains("named twice"))
    #expect(message([]).contains("at least one name"))
  }
}
