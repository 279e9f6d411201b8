import Datasets
import Diagnosis
import Records
import Testing

@testable import Experiments

/// What a judgement may read of a plan.
@Suite struct TrainingPlanFactsTests {
  private func facts(_ edit: (inout TrainingPlan) -> Void) -> RunFacts {
    var c = TrainingPlan()
    edit(&c)
    return c.facts
  }

  @Test func numbersAreThoseOfThePlan() {
    let facts = facts {
      ($0.learningRate, $0.batchSize, $0.steps, $0.seed) = (0.3, 7, 12, 5)
      ($0.clipNorm, $0.weightDecay, $0.reduction) = (2, 0.1, "sum")
    }
    #expect(facts.learningRate == 0.3 && facts.batchSize == 7 && facts.plannedSteps == 12)
    #expect(facts.seed == 5 && facts.clipNorm == 2 && facts.clipValue == nil)
    #expect(facts.weightDecay == 0.1 && facts.reduction == "sum")
    #expect(facts.origin == .gradscope && facts.isStandardized == true)
  }

  @Test(arguments: [("constant", true), ("cosine:3", false)])
  func aScheduleIsNoConstantRate(_ schedule: String, _ isConstant: Bool) {
    #expect(facts { $0.schedule = schedule }.hasConstantRate == isConstant)
  }

  @Test func anInitializerMatchesWhereItDoesInEveryLayer() {
    func initializer(_ edit: (inout TrainingPlan) -> Void) -> InitializerFacts? {
      facts(edit).initializer
    }
    #expect(initializer { _ in }?.isMatching == true)
    #expect(initializer { $0.activation = "tanh" }?.isMatching == false)
    let mixed = initializer {
      $0.widths = [8, 8]
      $0.activation = PerLayer(["tanh", "relu"])
      $0.initializer = PerLayer(["xavier-normal", "he-normal"])
    }
    #expect(mixed?.isMatching == true && mixed?.name == "xavier-normal,he-normal")
    let swapped = initializer {
      $0.widths = [8, 8]
      $0.activation = PerLayer(["tanh", "relu"])
      $0.initializer = PerLayer(["he-normal", "xavier-normal"])
    }
    #expect(swapped?.isMatching == false)
  }

  @Test func weightsOfAFileMayBeTrained() {
    let initializer = facts { $0.initialParameters = "w.safetensors" }.initializer
    #expect(initializer?.source == .file && initializer?.mayBeTrained == true)
    #expect(initializer?.name == "w.safetensors")
  }

  /// The record of a run says more: what its parts are, whatever their names.
  @Test func aRunKnowsItsParts() throws {
    let record = try TestData.run("relu-he", depth: 2, steps: 1) {
      ($0.optimizer, $0.learningRate, $0.loss) = ("adagrad", 0.01, "mse")
    }
    #expect(record.facts.optimizer?.dividesByGradientSize == true)
    #expect(record.facts.loss?.kind == .squaredError)
    #expect(record.facts.classes == 10 && record.facts.task == .classification)
    #expect(record.facts.initializer?.isMatching == true)
    let descent = try TestData.run("relu-he", depth: 2, steps: 1)
    #expect(descent.facts.optimizer?.dividesByGradientSize == false)
    #expect(descent.facts.loss?.kind == .logLikelihood)
  }

  @Test func aSummaryNamesTheNetwork() {
    var c = TrainingPlan()
    c.widths = [32, 16]
    c.activation = PerLayer(["tanh", "relu"])
    c.norm = PerLayer(["none", "batch"])
    #expect(c.summary.widths == [32, 16] && c.summary.activations == ["tanh", "relu"])
    #expect(c.summary.norm == "batch" && c.summary.depth == 2 && !c.summary.isResidual)
  }
}
