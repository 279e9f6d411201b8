import Records

/// No decay of the weights, which shrinks them at every step.
struct WeightDecayChanges: ChangeFamily {
  let kind = ChangeKind.weightDecay

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard sick.weightDecay > 0 else { return [] }
    let reasons = symptoms.found(["GS101", "GS105", "GS303", "GS401", "GS402"])
    return [Proposal(sick, because: reasons) { $0.weightDecay = 0 }]
  }
}
