import Diagnosis
import Records
import Testing

@testable import Reports

/// Rows have the names of their places where numbers say nothing, and a 0 says what it is.
struct HeatmapNameTests {
  /// Weights are of an embedding, of queries and of a head: a number would count what nobody counts.
  @Test func weightsOfSeveralKindsHaveTheNamesOfTheirPlaces() {
    let run = JudgedRun(ForeignRuns.transformer)
    let drawn = DrawnFigure(WeightGradientHeatmapsFigure.self, of: [run])
    #expect(drawn.strings.contains("encoder.0.attention.query"))
    #expect(drawn.strings.contains("embedding") && drawn.strings.contains("head"))
    // The queries are among the weight layers, and are not drawn once more.
    #expect(
      !drawn.strings.contains("queries") && drawn.words.contains("transformer: weight layers"))
    #expect(drawn.faults.isEmpty, "\(drawn.faults)")
    // This program's layers have their numbers.
    let own = JudgedRun(ExampleRecord.make(depth: 3, steps: 20))
    #expect(!DrawnFigure(WeightGradientHeatmapsFigure.self, of: [own]).words.contains("layers.0"))
  }

  /// Units that answer every example alike may be alive, and rounding can make them so.
  @Test func aDifferenceOfZeroIsNotCalledDeath() {
    func words(_ size: Double) -> String {
      let record = ExampleRecord.make(
        depth: 4, steps: 40,
        edit: { step, layer, statistics in
          statistics[.activationExampleStd] = layer == 4 && step > 5 ? 0 : 0.3
          statistics.activationRMS = size
        })
      return DrawnFigure(ActivationHeatmapsFigure.self, of: [JudgedRun(record)]).words
    }
    #expect(words(0.5).contains("0: the same for every example"))
    #expect(words(0.5).contains("0 is not death: such a layer may still be alive."))
    #expect(words(0.5).contains("exactly 0 where activations are not 0"))
    #expect(!words(0).contains("where activations are not 0"))
  }
}
