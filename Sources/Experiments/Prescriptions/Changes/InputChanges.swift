import Records

/// Features of mean 0 and deviation 1.
struct InputChanges: ChangeFamily {
  let kind = ChangeKind.inputs

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard !sick.standardize else { return [] }
    let reasons = symptoms.found([
      "GS102", "GS103", "GS201", "GS203", "GS303", "GS401", "GS402", "GS405", "GS501",
    ])
    return [Proposal(sick, because: reasons) { $0.standardize = true }]
  }
}
