import Charts
import Foundation
import Records
import Testing

@testable import Reports

/// What was measured at step 0 beside what theory expected.
struct AgainstTheoryTests {
  /// The samples' δ is 0.1·factor^(10 − ℓ), their activations 0.5.
  private func run(_ delta: Double, limits: [String] = []) throws -> JudgedRun {
    var record = try #require(SampleRuns.runs(depth: 10).last).record
    record.prediction = PredictedProfile(
      layers: (1...10).map { layer in
        let expected = delta * pow(1.01, Double(10 - layer))
        return .init(
          activationRMS: .init(lower: 0.25, expected: 0.5, upper: 1),
          deltaRMS: .init(lower: expected / 2, expected: expected, upper: 2 * expected))
      }, limits: limits)
    return JudgedRun(record)
  }

  @Test func aValueInsideIsSaidWithItsDistance() throws {
    #expect(try AgainstTheory(run(0.1))?.cell == "0.00")
    #expect(try AgainstTheory(run(0.08))?.cell == "+0.10")
  }

  @Test func aValueOutsideIsMarked() throws {
    #expect(try AgainstTheory(run(0.01))?.cell == "+1.00 !")
    let runs = [try run(0.01)]
    #expect(runs[0].judgement.findings.contains { $0.cause == "unlike theory" })
    let table = ComparisonTable(runs).lines
    #expect(table.contains { $0.hasPrefix("off theory:") })
  }

  @Test func whereTheTheoryDoesNotApplyNothingIsCompared() throws {
    let run = try run(0.01, limits: ["a reason"])
    #expect(AgainstTheory(run)?.cell == "–")
    #expect(!run.judgement.findings.contains { $0.cause == "unlike theory" })
    #expect(
      ComparisonTable([run]).lines.contains("No theory where a reason."))
  }

  @Test(arguments: [0.1, 0.01])
  func thePictureKeepsItsTextsApart(delta: Double) throws {
    for runs in [[try run(delta)], try (0..<8).map { _ in try run(delta, limits: ["a reason"]) }] {
      let picture = ProfilesFigure(context: FigureContext(runs, command: "gradscope train"))
      let canvas = RecordingCanvas(size: picture.size)
      picture.draw(on: canvas)
      #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
      #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    }
  }
}
