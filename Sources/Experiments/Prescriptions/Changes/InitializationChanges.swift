import Networks
import Records

/// Weights that are drawn, in place of those of a file; the initialization made for the activation; one
/// that measures the layers; first biases of 0.
struct InitializationChanges: ChangeFamily {
  let kind = ChangeKind.initialization

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    // Too little, too much, or the same in all units: first weights decide all of it.
    let reasons =
      symptoms.blamingWeights
      + symptoms.found([
        "GS104", "GS105", "GS106", "GS201", "GS203", "GS204", "GS301", "GS304", "GS405",
      ])
      + symptoms.foundBeforeTraining
    let matching = TrainingPlan.matchingInitializer(of: sick.activation)
    let isMatched = sick.initializer.map { InitializerCatalog.named($0)?.name ?? $0 } == matching
    var proposals: [Proposal] = []
    // Whatever else is drawn is not what the file holds.
    var sick = sick
    if sick.initialParameters != nil {
      proposals.append(Proposal(sick, because: symptoms.errors) { $0.initialParameters = nil })
      sick.initialParameters = nil
    }
    if !isMatched {
      proposals.append(Proposal(sick, because: reasons) { $0.initializer = matching })
    }
    // For the activations that no fixed gain suits: every layer is scaled until its z has variance 1.
    let flow = symptoms.found(["GS101", "GS102", "GS104", "GS105", "GS106", "GS301"])
    proposals.append(
      Proposal(sick, because: isMatched ? flow : reasons) {
        $0.initializer = PerLayer(LayerSequentialUnitVariance().name)
      })
    if sick.biasStd > 0 {
      let biases = symptoms.found(["GS201", "GS203", "GS106", "GS301"])
      proposals.append(Proposal(sick, because: biases) { $0.biasStd = 0 })
    }
    return proposals
  }
}
