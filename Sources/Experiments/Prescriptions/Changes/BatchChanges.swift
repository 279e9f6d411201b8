import Records

/// Batches of 32 in place of a few examples: their mean is a steadier direction, and a batch norm has
/// something to take a deviation of.
struct BatchChanges: ChangeFamily {
  let kind = ChangeKind.batch

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    let training = Double(sick.dataset.examples) * (1 - sick.validationFraction)
    guard sick.batchSize > 0, sick.batchSize < Self.usual, training > Double(2 * Self.usual)
    else { return [] }
    let reasons = symptoms.found(["GS205", "GS403"])
    return [Proposal(sick, because: reasons) { $0.batchSize = Self.usual }]
  }

  private static let usual = 32
}
