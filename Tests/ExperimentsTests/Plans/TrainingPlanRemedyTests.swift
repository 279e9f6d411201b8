import Diagnosis
import Testing

@testable import Experiments

/// A remedy that a finding names, put into a plan: the value that is shown is the value that is tried.
@Suite struct TrainingPlanRemedyTests {
  private func plan(_ edit: (inout TrainingPlan) -> Void = { _ in }) -> TrainingPlan {
    var c = TrainingPlan()
    edit(&c)
    return c
  }

  @Test func anInitializerDrawsTheWeights() {
    let sick = plan { ($0.initializer, $0.initialParameters) = ("zeros", "w") }
    let healed = sick.applying(.initializer("he-normal"))
    #expect(healed?.initializer == "he-normal" && healed?.initialParameters == nil)
    // Of layers that differ a finding says "the one made for each".
    let mixed = plan {
      $0.widths = [8, 8]
      $0.activation = PerLayer(["tanh", "relu"])
      $0.initializer = "zeros"
    }
    #expect(
      mixed.applying(.initializer("the matching one"))?.initializer.values
        == ["xavier-normal", "he-normal"])
  }

  @Test func whatThePlanHasAlreadyIsNoChange() {
    #expect(plan().applying(.initializer("he-normal")) == nil)
    #expect(plan().applying(.standardize) == nil)
    #expect(plan().applying(.branchScale(0.5)) == nil)
    #expect(plan().applying(.matchingInitializer) == nil)
  }

  @Test func whatOnlyAPersonCanDoIsNoChange() {
    #expect(plan().applying(.look("look at the labels")) == nil)
    #expect(plan().applying(.examples) == nil)
    #expect(plan().applying(.gates) == nil && plan().applying(.orthogonalRecurrence) == nil)
  }

  /// Twice the weights are four times their variance.
  @Test func weightsAreScaledWhereTheirVarianceHasANumber() {
    let drawn = plan { $0.initializer = "fan-in:0.5" }
    #expect(drawn.applying(.weights(times: 2))?.initializer == "fan-in:2")
    // The options that are printed for it say the same.
    #expect(plan().applying(.weights(times: 2))?.initializer == "fan-in:8")
    #expect(plan { $0.initializer = "zeros" }.applying(.weights(times: 2)) == nil)
    #expect(drawn.applying(.weights(times: .nan)) == nil)
    #expect(plan().applying(.gain(1.5))?.initializer == "fan-in:1.5")
    #expect(plan().applying(.gain(.infinity)) == nil && plan().applying(.gain(-1)) == nil)
    #expect(drawn.applying(.matchingInitializer)?.initializer == "he-normal")
  }

  @Test func branchesAreScaledByTheirNumberWhereNoScaleIsMeant() {
    let blocks = plan { ($0.depth, $0.residual, $0.residualScale) = (4, true, 1) }
    #expect(blocks.applying(.branchScale(nil))?.residualScale == 0.5)
  }

  /// What stands around hidden layers is no change where there are none.
  @Test func whatNeedsHiddenLayersIsNoChangeWithoutThem() {
    let actions: [Remedy.Action] = [
      .normalization(nil), .residual(scale: nil), .activation("tanh", initializer: "lecun-normal"),
      .units(times: 2), .layers(times: 2),
    ]
    for action in actions {
      #expect(plan { $0.depth = 0 }.applying(action) == nil, "\(action)")
    }
    #expect(plan { $0.widths = [8, 16] }.applying(.residual(scale: nil)) == nil)
    #expect(plan { $0.widths = [8, 8] }.applying(.residual(scale: nil))?.residual == true)
  }

  /// As it is shown: a list of one width is a longer or shorter one.
  @Test func layersOfOneWidthAreCounted() {
    #expect(plan { $0.widths = [8, 8, 8] }.applying(.layers(times: 0.5))?.widths == [8, 8])
    #expect(plan { $0.widths = [8, 16] }.applying(.layers(times: 0.5)) == nil)
    #expect(plan { $0.depth = 5 }.applying(.layers(times: 0.5))?.depth == 3)
  }

  @Test func ratesKeepFewDigits() {
    let c = plan { $0.learningRate = 7 }
    #expect(c.applying(.lowerRate())?.learningRate == 0.7)
    #expect(c.applying(.higherRate())?.learningRate == 70)
    #expect(c.applying(.lowerRate(times: 0.01))?.learningRate == 0.07)
    #expect(plan().applying(.weightDecay(times: 10))?.weightDecay == 1e-4)
    #expect(plan().applying(.clipping(isLower: false))?.clipNorm == 1)
    #expect(
      plan { $0.clipNorm = 3 }.applying(.clipping(isLower: true)).flatMap(\.clipNorm) == 0.3)
  }

  @Test func unitsOfEveryLayerAreScaled() {
    let list = plan { $0.widths = [10, 3] }
    #expect(list.applying(.units(times: 0.5))?.hiddenWidths == [5, 2])
    #expect(plan().applying(.units(times: 2))?.width == 128)
    #expect(plan().applying(.units(times: 1e-9))?.width == 1)
  }

  /// Which of several layers that differ should go nobody said.
  @Test func layersOfOneWidthAreHalved() {
    #expect(plan().applying(.layers(times: 0.5))?.depth == 5)
    #expect(plan { $0.widths = [10, 3] }.applying(.layers(times: 0.5)) == nil)
  }

  @Test func everyRemedyThatChangesAPlanHasAKind() {
    let actions: [Remedy.Action] = [
      .initializer("lecun-normal"), .activation("tanh", initializer: "xavier-normal"),
      .residual(scale: nil), .normalization(nil), .lowerRate(), .clipping(isLower: false),
      .weightDecay(times: 10), .units(times: 2), .layers(times: 0.5), .loss("mse"),
      .schedule("cosine"), .steps(times: 3),
    ]
    for action in actions {
      #expect(action.kind != nil && plan().applying(action) != nil, "\(action)")
    }
    #expect(Remedy.Action.examples.kind == nil)
  }

  /// Such a number is no count of anything: nothing traps, and nothing is changed.
  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
  func aFactorThatIsNoNumberChangesNothing(_ factor: Double) {
    #expect(plan().applying(.units(times: factor)) == nil)
    #expect(plan().applying(.layers(times: factor)) == nil)
    #expect(plan().applying(.steps(times: factor)) == nil)
  }
}
