import Records
import Testing

@testable import Diagnosis

struct DyingReLUTests {
  private func finding(_ record: RunRecord) throws -> Finding {
    try #require(Judgement(record).findings.first { $0.code == "GS202" })
  }

  /// Looks at a network that holds NaN are left out: what they count is neither silent nor not.
  @Test func inADivergedRunTheLastLookIsNotTheEnd() throws {
    var record = ExampleRecord.make(
      steps: 100, activation: "relu", status: .diverged, silent: { $0 < 40 ? 5 : 50 })
    record.curves.append(step: 101, loss: .nan, accuracy: 0, gradientNorm: .nan)
    record.probes.append(
      ProbeCheckpoint(step: 101, silentUnits: Array(repeating: 0, count: record.depth)))
    let message = try finding(record).message
    #expect(message.contains("50 of 64") && message.contains("the last look, at step 100"))
    #expect(!message.contains("the end"))
  }

  /// At step 40 there were 30, and not yet the 50 of the end.
  @Test func theFirstToFallSilentAreNotSaidToBeAllOfThem() throws {
    let record = ExampleRecord.make(
      activation: "relu", silent: { $0 < 40 ? 5 : $0 < 100 ? 30 : 50 })
    let onset = try #require(record.probes.first { ($0.silentUnits[0] ?? 0) > 5 }).step
    let message = try finding(record).message
    #expect(
      message.hasSuffix(
        "against 5 at step 0; 25 % of the layer had fallen silent by step \(onset)."))
  }

  /// Two units of 64 are no finding: they fell before the step that the sentence names.
  @Test func theStepIsThatOfTheShareThatCounts() throws {
    let record = ExampleRecord.make(
      activation: "relu", silent: { $0 < 20 ? 5 : $0 < 80 ? 7 : 50 })
    let message = try finding(record).message
    #expect(message.hasSuffix("25 % of the layer had fallen silent by step 80."))
    #expect(!message.contains("the first"))
  }

  @Test func whatTheRunHasIsNotAdvised() throws {
    var record = ExampleRecord.make(activation: "relu", silent: { $0 < 40 ? 5 : 50 })
    record.draw(by: "he-normal", isMatching: true)
    #expect(try !finding(record).remedy.contains("initialize with he-normal"))
    record.draw(by: "normal:1.0")
    #expect(try finding(record).remedy.contains("initialize with he-normal in place of normal:1.0"))
  }
}
