import Records

/// Adam, which makes a step of its own size of any gradient that is not 0; it comes with its own
/// learning rate, because that of another optimizer means something else to it.
struct OptimizerChanges: ChangeFamily {
  let kind = ChangeKind.optimizer

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard !["adam", "adamw"].contains(sick.optimizer) else { return [] }
    let reasons = symptoms.foundWhileTraining([
      "GS101", "GS102", "GS103", "GS302", "GS303", "GS401", "GS402", "GS403",
    ])
    return [
      Proposal(sick, because: reasons) {
        $0.optimizer = "adam"
        $0.learningRate = TrainingPlan.defaultLearningRate(of: "adam")
        $0.momentum = nil
      }
    ]
  }
}
