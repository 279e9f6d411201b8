import Diagnosis
import Records
import Testing

@testable import Reports

struct TwinNamesTests {
  private func run(_ name: String, _ optimizer: String, _ rate: Double) -> JudgedRun {
    var record = ExampleRecord.make(depth: 2, steps: 10)
    record.name = name
    record.facts.optimizer = OptimizerFacts(name: optimizer, dividesByGradientSize: false)
    record.facts.learningRate = rate
    return JudgedRun(record)
  }

  @Test func runsOfOneNameAreToldApartByWhatDiffers() {
    let runs = [run("a", "sgd", 0.05), run("b", "sgd", 0.05), run("a", "adam", 0.001)]
    #expect(TwinNames.of(runs) == ["a, SGD 0.05", "b", "a, Adam 0.001"])
  }

  @Test func aNumberInBracketsIsNoDifference() {
    let runs = [run("a (1)", "sgd", 0.05), run("a (12)", "sgd", 0.1), run("b (x)", "sgd", 1)]
    #expect(TwinNames.of(runs) == ["a (1), SGD 0.05", "a (12), SGD 0.1", "b (x)"])
  }

  @Test func runsThatDifferInNothingStayAlike() {
    let runs = [run("a", "sgd", 0.05), run("a", "sgd", 0.05)]
    #expect(TwinNames.of(runs) == ["a", "a"])
    #expect(FigureContext(runs, command: "").runs.map(\.name) == ["a", "a (2)"])
  }
}
