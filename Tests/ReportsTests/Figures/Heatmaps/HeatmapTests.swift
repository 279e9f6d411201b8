import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// What heatmaps say in words, and what they show where colours end.
struct HeatmapTests {
  private var vanishing: JudgedRun {
    HeatmapRuns.run("sigmoid-naive") { _, layer in pow(0.02, Double(10 - min(layer, 10))) }
  }

  @Test func theTitleSaysWhatIsSeenWithTheRunsNumbers() {
    #expect(
      HeatmapRuns.title([vanishing, HeatmapRuns.level])
        == "Before the first update, δ shrinks to 5.1·10⁻¹⁶ by layer 1 of sigmoid-naive (the same at the end "
        + "of training); in relu-he "
        + "it stays within ×1.1 over all layers")
    #expect(
      HeatmapRuns.title([HeatmapRuns.level])
        == "Before the first update, δ stays within ×1.1 over all layers; the same at the end of training"
    )
    #expect(
      HeatmapRuns.title([HeatmapRuns.level, HeatmapRuns.level]).hasSuffix(
        "within ×1.1 over all layers in all 2 networks"))
    let exploding = HeatmapRuns.run("relu-wide") { _, layer in pow(3, Double(10 - min(layer, 10))) }
    #expect(
      HeatmapRuns.title([exploding])
        == "Before the first update, δ grows to 2.0·10⁴ by layer 1; the same at the end of training"
    )
  }

  @Test func theTitleSaysWhatComesLater() {
    let dying = HeatmapRuns.run("relu-naive") { step, layer in
      step < 25 ? pow(0.1, Double(10 - min(layer, 10))) : 0
    }
    #expect(
      HeatmapRuns.title([dying])
        == "Before the first update, δ shrinks to 1.0·10⁻⁹ by layer 1; from step 25 on it is exactly 0 "
        + "there")
    let broken = HeatmapRuns.run("hot") { step, _ in step < 3 ? 0.1 : .nan }
    #expect(HeatmapRuns.title([broken]).hasSuffix("; from step 3 on it is NaN in every layer"))
  }

  /// A start that is HeatmapRuns.level says little of a picture whose story is the training.
  @Test func theTitleSaysWhatTrainingDidToALevelSignal() {
    let falling = HeatmapRuns.run("lstm") { step, layer in step < 5 ? 0.1 : layer == 4 ? 0.02 : 0.09
    }
    #expect(
      HeatmapRuns.title([falling]).hasSuffix(
        "is the same in every layer; by the end of training it falls to 0.020 in layer 4"))
    #expect(
      HeatmapRuns.title([HeatmapRuns.level, falling]).hasSuffix(
        "in all 2 networks; in lstm, by the end of training it falls to 0.020 in layer 4"))
    let quiet = HeatmapRuns.run("quiet") { step, layer in
      layer == 4 ? (step < 5 ? 0.1 : 0.12) : 0.06
    }
    #expect(
      HeatmapRuns.title([quiet]).hasSuffix(
        "at the end of training it stays within ×2.0 over all layers"))
  }

  /// A red cross before a factor of 1 would call that the fault.
  @Test func theSignStandsBeforeTheVerdict() {
    let sick = HeatmapRuns.run("sick") { _, layer in pow(0.02, Double(10 - min(layer, 10))) }
    let strings = DrawnFigure(GradientHeatmapsFigure.self, of: [HeatmapRuns.level, sick]).strings
    #expect(strings.contains { $0.hasPrefix("✓ healthy · ×") }, "\(strings)")
    #expect(!strings.contains { $0.hasPrefix("✗ ×") || $0.hasPrefix("✓ ×") })
  }

  @Test func aSignalIsFollowedTheWayItGoes() {
    let fading = HeatmapRuns.run("tanh-naive") { _, layer in pow(0.1, Double(layer)) }
    #expect(
      HeatmapRuns.title([fading], .activation)
        == "Before the first update, layer 1 tells examples apart by 0.10, from layer 8 on "
        + "nothing but rounding does: every example gets the same answer; at the end of training the "
        + "difference is nothing but rounding from layer 8 on")
    // What float32 cannot hold beside activations of ½ is no signal, and has no factor.
    let drawn = DrawnFigure(ActivationHeatmapsFigure.self, of: [fading])
    #expect(drawn.words.contains("rounding from layer 8 on"))
    #expect(drawn.words.contains("is rounding of float32"))
    #expect(
      HeatmapRuns.title(
        [
          HeatmapRuns.run("tanh") { _, layer in pow(0.1, Double(layer)) },
          HeatmapRuns.run("level") { _, _ in 0.5 },
        ], .activation)
        == "Before the first update, layer 1 of tanh tells examples apart by 0.10, from layer 8 "
        + "on nothing but rounding does: every example gets the same answer; in level the difference is the same "
        + "in every layer"
    )
    // A weight gradient that is alike everywhere says how small it is.
    #expect(
      HeatmapRuns.title([HeatmapRuns.run("flat") { _, _ in 1e-8 }], .weightGradient)
        == "Before the first update, the weight gradient is 1.0·10⁻¹¹ in every layer; the same at the end of "
        + "training")
  }

  /// The answer is the output's: a layer that keeps little may be enlarged after it.
  @Test func thatAnswersAreTheSameIsSaidOnlyWhereTheyAre() {
    let loud = HeatmapRuns.run("loud") { _, layer in layer > 10 ? 2 : pow(0.1, Double(layer)) }
    #expect(
      HeatmapRuns.title([loud], .activation).contains("nothing but rounding does; at the end"))
  }

  /// A record without the deviation over examples shows that over all, and says so.
  @Test func olderRecordsShowWhatTheyHave() {
    let old = JudgedRun(ForeignRuns.named)
    #expect(old.initialProfile(.activationExampleStd).isEmpty)
    var record = ExampleRecord.make(depth: 3, steps: 10) { _, layer, statistics in
      statistics.activationStd = pow(0.1, Double(layer))
    }
    for entry in 0..<record.history.count {
      for place in record.places.indices {
        record.history[entry, place: place][.activationExampleStd] = nil
      }
    }
    record.name = "old"
    let drawn = DrawnFigure(ActivationHeatmapsFigure.self, of: [JudgedRun(record)])
    #expect(drawn.words.contains("the spread of the activations shrinks to 1.0·10⁻³ by layer 3"))
    #expect(drawn.words.contains("The deviation over examples alone was not recorded."))
    #expect(drawn.strings.contains("deviation of a"))
    let units = DrawnFigure(ActivationsFigure.self, of: [JudgedRun(record)])
    #expect(units.words.contains("The deviation over examples alone was not recorded."))
    #expect(units.strings.contains("spread of the activations"))
  }

  /// What a weight gradient alone does not show is the title of its picture.
  @Test func aFlatGradientOfASickRunIsSaidToBe() {
    var record = ExampleRecord.make(steps: 200, activation: "sigmoid", finalLoss: 2.3) {
      step, layer, statistics in
      statistics.deltaRMS = pow(0.1, Double(10 - min(layer, 10)))
      statistics.weightGradientRMS = step < 73 ? 1e-9 * (layer == 1 ? 2 : 1) : 0
    }
    record.name = "sick"
    let sick = JudgedRun(record)
    #expect(
      HeatmapRuns.title([sick], .weightGradient)
        == "Before the first update flat over the layers, and still sick: the weight gradient stays within "
        + "×2.0 over all layers, near 1.1·10⁻⁹ (from step 73 on it is exactly 0 in every layer)")
    let both = HeatmapRuns.title([sick, HeatmapRuns.level], .weightGradient)
    #expect(both.contains("flat over the layers, and still sick: in sick the"), "\(both)")
  }

  /// Weights are no chain: nothing shrinks on a way through them.
  @Test func aWeightGradientIsHandedNowhere() {
    let text = HeatmapRuns.title(
      [HeatmapRuns.run("steep") { _, layer in pow(0.01, Double(layer)) }], .weightGradient)
    #expect(text.contains("ranges from 1.0·10⁻²³ in layer 10 to 1.0·10⁻⁵ in layer 1"), "\(text)")
  }

  /// One number has one definition, in both pictures of it.
  @Test func deltaIsDefinedAlikeInEveryPicture() {
    let run = JudgedRun(ForeignRuns.lstm(steps: 20))
    let words = "δ = ∂(loss of an example)/∂z, z being the state that a time step hands on"
    #expect(DrawnFigure(GradientHeatmapsFigure.self, of: [run]).words.contains(words))
    #expect(DrawnFigure(TimeGradientFigure.self, of: [run]).words.contains(words))
  }

  @Test func zerosAreNamedWhereTheyAre() {
    let lost = HeatmapRuns.run("sigmoid-naive") { _, layer in layer < 4 ? 0 : 0.1 }
    #expect(HeatmapRuns.title([lost]) == "Before the first update, δ is exactly 0 in layer 1")
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: [lost])
    // In the cells, and under the scale.
    #expect(drawn.strings.count { $0.hasPrefix("exactly 0") } >= 2)
    let other = DrawnFigure(GradientHeatmapsFigure.self, of: [HeatmapRuns.level])
    #expect(!other.words.contains("exactly 0") && !other.words.contains("NaN"))
  }

  @Test func whereNothingIsANumberThereIsNoScale() {
    let drawn = DrawnFigure(
      GradientHeatmapsFigure.self, of: [HeatmapRuns.run("mine") { _, _ in .nan }])
    #expect(drawn.strings.contains("NaN"))
    #expect(!drawn.strings.contains { $0.hasPrefix("10") && $0 != "10" }, "\(drawn.strings)")
  }

  @Test func oneScaleForAllPanelsIsSaidOfSeveral() {
    let one = DrawnFigure(GradientHeatmapsFigure.self, of: [HeatmapRuns.level])
    #expect(!one.words.contains("for all panels"))
    let two = DrawnFigure(GradientHeatmapsFigure.self, of: [HeatmapRuns.level, vanishing])
    #expect(two.words.contains("One colour scale for all panels."))
  }

  /// A single place is a line over the steps: colours would be one band.
  @Test func aSingleLayerIsALine() {
    let runs = [HeatmapRuns.run("one", depth: 1) { step, _ in 0.1 / Double(step + 1) }]
    #expect(HeatmapRuns.title(runs).hasPrefix("One layer, so no way to get lost on"))
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: runs)
    #expect(drawn.grids.isEmpty && !drawn.canvas.strokes.isEmpty)
  }

  @Test func weightsAreThoseOfTheWeightLayersWhereAChainHasNone() throws {
    let drawn = DrawnFigure(
      WeightGradientHeatmapsFigure.self, of: [JudgedRun(ForeignRuns.lstm())])
    #expect(drawn.strings.contains("lstm-adding: weight layers"))
    #expect(drawn.strings.contains("lstm") && drawn.strings.contains("head"))
    // Each weight layer once, and by its name.
    let transformer = JudgedRun(ForeignRuns.transformer)
    let again = DrawnFigure(WeightGradientHeatmapsFigure.self, of: [transformer])
    #expect(!again.strings.contains("queries"), "\(again.strings)")
    #expect(!HeatmapRuns.title([transformer], .weightGradient).contains("layer 1"))
    let none = WeightGradientHeatmapsFigure(
      context: FigureContext([JudgedRun(ForeignRuns.named)], command: ""))
    #expect(none.lack == "weight gradients were not measured")
  }

  @Test func ofOneRunEveryChainHasAPanel() {
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: [JudgedRun(ForeignRuns.transformer)])
    #expect(drawn.strings.contains("blocks") && drawn.strings.contains("queries"))
  }
}
