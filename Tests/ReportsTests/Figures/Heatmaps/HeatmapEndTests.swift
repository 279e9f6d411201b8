import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// What heatmaps say of the end of runs: where numbers end, and why a healthy gradient falls.
struct HeatmapEndTests {

  /// NaN is named where it is, and so is the explosion before it.
  @Test func theTitleSaysWhereNumbersEnd() {
    let broken = HeatmapRuns.run("hot") { step, layer in
      step == 0 ? 0.1 : step < 3 ? (layer == 7 ? 3e12 : 1e3) : .nan
    }
    #expect(
      HeatmapRuns.title([broken]).hasSuffix(
        "; it grows to 3.0·10¹² in layer 7 at step 1, and from step 3 on is NaN in every layer"))
    let upper = HeatmapRuns.run("upper") { step, layer in step > 2 && layer > 3 ? .nan : 0.1 }
    #expect(
      HeatmapRuns.title([upper], .activation).hasSuffix(
        "from step 3 on it is NaN from layer 4 to layer 10"))
    // Where everything moves far too much, nothing is said of gradients that move nothing.
    let words = DrawnFigure(WeightGradientHeatmapsFigure.self, of: [broken]).words
    #expect(!words.contains("still sick") && !words.contains("move nothing"), "\(words)")
  }

  /// Of several that are flat and sick the one that fills its panel.
  @Test func theTitleNamesTheRunThatShowsIt() {
    func sick(_ name: String, _ gradient: @escaping (Int, Int) -> Double) -> JudgedRun {
      var record = ExampleRecord.make(steps: 200, activation: "sigmoid", finalLoss: 2.3) {
        step, layer, statistics in
        statistics.deltaRMS = pow(0.1, Double(10 - min(layer, 10)))
        statistics.weightGradientRMS = gradient(step, layer)
      }
      record.name = name
      return JudgedRun(record)
    }
    let gone = sick("gone") { step, layer in step == 0 ? (layer == 1 ? 2.8e-15 : 1e-15) : 0 }
    let stays = sick("stays") { _, layer in layer == 1 ? 1.2e-10 : 1e-10 }
    #expect(
      HeatmapRuns.title([gone, stays], .weightGradient).contains(
        "in stays the weight gradient stays within ×1.2 over all layers"))
  }

  /// A gradient that falls because the examples are learned is told from one that vanishes.
  @Test func theFallOfAHealthyGradientIsExplained() {
    let fitted = HeatmapRuns.run("fitted") { step, _ in 0.1 * pow(0.8, Double(step)) }
    let words = "because the examples are learned: little is left to correct."
    #expect(DrawnFigure(GradientHeatmapsFigure.self, of: [fitted]).words.contains(words))
    #expect(
      !DrawnFigure(GradientHeatmapsFigure.self, of: [HeatmapRuns.level]).words.contains(words))
  }

  /// A run of which one layer rises has learned no less: its picture is not explained by what does not hold of it.
  @Test func aFallIsExplainedOnlyWhereEveryLayerFalls() {
    let words = "falls to the right because the examples are learned"
    let rising = HeatmapRuns.run("rising") { step, layer in
      layer == 1 ? 0.01 + 0.001 * Double(step) : 0.1 * pow(0.8, Double(step))
    }
    let fitted = HeatmapRuns.run("fitted") { step, _ in 0.1 * pow(0.8, Double(step)) }
    #expect(!DrawnFigure(GradientHeatmapsFigure.self, of: [rising]).words.contains(words))
    #expect(
      DrawnFigure(GradientHeatmapsFigure.self, of: [rising, fitted]).words.contains(
        "In fitted it \(words)"))
    #expect(
      DrawnFigure(GradientHeatmapsFigure.self, of: [fitted, fitted]).words.contains(
        "Of healthy runs it \(words)"))
  }

  /// Of weights no layer is where a signal arrives: both ends of them are told, and what they came to between.
  @Test func theTitleTellsTheRangeOfWeightGradientsAtTheEnd() {
    let apart = HeatmapRuns.run("apart") { step, layer in
      step < 20 ? 1 : layer == 4 ? 1e-4 : 1e-2
    }
    #expect(
      HeatmapRuns.title([apart], .weightGradient).hasSuffix(
        "; by the end of training it ranges from 1.0·10⁻⁷ in layer 4 to 1.0·10⁻⁵ in layer 1"))
    let burst = HeatmapRuns.run("burst") { step, layer in step == 12 && layer == 3 ? 50 : 1 }
    #expect(
      HeatmapRuns.title([burst], .weightGradient).hasSuffix(
        "; at step 12 it reaches 0.050 in layer 3"))
    let few = HeatmapRuns.run("few") { step, layer in step > 20 && layer < 3 ? 0 : 1 }
    #expect(
      HeatmapRuns.title([few], .weightGradient).hasSuffix(
        "; from step 21 on it is exactly 0 in 2 of 10 layers"))
  }

  /// The last column is a few pixels: the end is what the colours of the last tenth show.
  @Test func theEndIsNoSingleColumn() {
    let last = HeatmapRuns.run("last", steps: 200) { step, _ in step == 200 ? 1e-6 : 0.1 }
    #expect(
      HeatmapRuns.title([last]).hasSuffix(
        "is the same in every layer; the same at the end of training")
    )
    let fitted = "falls to the right because the examples are learned"
    #expect(!DrawnFigure(GradientHeatmapsFigure.self, of: [last]).words.contains(fitted))
    let falls = HeatmapRuns.run("falls", steps: 200) { step, _ in
      step == 200 ? 0.1 : 0.1 * pow(0.98, Double(step))
    }
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: [falls])
    #expect(drawn.words.contains("by the end of training it falls to 2.2·10⁻³ in layer"))
    #expect(drawn.words.contains("At the end of training: the median over the last tenth"))
    #expect(drawn.words.contains(fitted))
  }

  /// Nor is the beginning, where the first column is not what is seen beside it.
  @Test func whatIsSeenToFallIsNotSaidToGrow() {
    let run = HeatmapRuns.run("hump", steps: 200) { step, _ in
      step == 0 ? 1e-3 : step < 60 ? 1 : 0.1
    }
    #expect(
      HeatmapRuns.title([run]).hasSuffix(
        "it is 1.0 over the first tenth of the steps and 0.10 at the end of training"))
  }

  /// A single column of many is not seen.
  @Test func aBurstThatIsNotSeenIsNotTold() {
    let brief = HeatmapRuns.run("brief", steps: 1000) { step, layer in
      step == 500 && layer == 3 ? 50 : 1
    }
    #expect(!HeatmapRuns.title([brief], .weightGradient).contains("reaches"))
  }

  /// That gradients are alike and move nothing is said where they are alike.
  @Test func stillnessIsSaidOnlyOfWhatIsAlike() {
    let words = "it can be alike in all layers and still move nothing"
    func drawn(_ factor: Double) -> String {
      var record = ExampleRecord.make(steps: 40, activation: "sigmoid", finalLoss: 2.3) {
        _, layer, statistics in
        statistics.deltaRMS = pow(0.1, Double(10 - min(layer, 10)))
        statistics.weightGradientRMS = 1e-9 * pow(factor, Double(layer))
      }
      record.name = "sick"
      return DrawnFigure(WeightGradientHeatmapsFigure.self, of: [JudgedRun(record)]).words
    }
    #expect(drawn(1).contains(words) && !drawn(3).contains(words))
  }

  /// Where every layer falls that is told, however far they are apart from each other.
  @Test func whatFallsEverywhereIsSaidToFall() {
    let run = HeatmapRuns.run("apart", steps: 200) { step, layer in
      0.05 * Double(min(layer, 10)) * (step < 100 ? 1 : 0.2)
    }
    #expect(
      HeatmapRuns.title([run]).contains("by the end of training it falls to 0.010 in layer 1"))
  }
}
