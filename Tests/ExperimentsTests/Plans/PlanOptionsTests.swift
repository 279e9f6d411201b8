import Testing

@testable import Experiments

/// A plan in the words of the command line.
@Suite struct PlanOptionsTests {
  private func words(_ edit: (inout TrainingPlan) -> Void) -> [String] {
    var c = TrainingPlan()
    c.loss = TrainingPlan.automatic
    edit(&c)
    return c.commandOptions.filter { !$0.isDefault }.flatMap(\.words)
  }

  @Test func whatIsUsualNeedsNoWord() {
    #expect(words { _ in } == [])
    // The initializer is the one made for each layer's activation.
    #expect(
      words {
        $0.activation = "tanh"
        $0.initializer = "xavier-normal"
      } == ["--activation", "tanh"])
  }

  @Test func listsStandInPlaceOfDepthAndWidth() {
    let words = words {
      $0.widths = [128, 64, 32]
      $0.activation = PerLayer(["tanh", "relu", "relu"])
      $0.initializer = PerLayer(["xavier-normal", "he-normal", "he-normal"])
      $0.dropout = PerLayer([0, 0.2, 0])
    }
    #expect(
      words == [
        "--widths", "128,64,32", "--activation", "tanh,relu,relu", "--dropout", "0,0.2,0",
      ])
  }

  @Test func otherPartsAreNamed() {
    let words = words {
      ($0.optimizer, $0.learningRate) = ("adam", TrainingPlan.defaultLearningRate(of: "adam"))
      ($0.beta1, $0.adamEpsilon) = (0.8, 1e-5)
      ($0.outputActivation, $0.reduction, $0.outputInitializer) = ("none", "sum", "zeros")
    }
    #expect(
      words == [
        "--output-init", "zeros", "--output-activation", "none", "--reduction", "sum",
        "--optimizer", "adam", "--beta1", "0.8", "--adam-epsilon", "1e-05",
      ])
  }
}
