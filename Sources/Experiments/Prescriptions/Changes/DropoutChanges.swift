import Records

/// No dropout: what drops most of the signal lets little be learned.
struct DropoutChanges: ChangeFamily {
  let kind = ChangeKind.dropout

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard sick.dropout.values.contains(where: { $0 > 0 }) else { return [] }
    let reasons = symptoms.found(["GS402", "GS408", "GS101", "GS105"])
    return [Proposal(sick, because: reasons) { $0.dropout = 0 }]
  }
}
