import Records

/// The loss that fits the task: cross-entropy for classes, binary cross-entropy for 0/1 answers, mean
/// squared error for values.
struct LossChanges: ChangeFamily {
  let kind = ChangeKind.loss

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    let fittings = ["regression": "mse", "multi-label": "binary-cross-entropy"]
    let fitting = fittings[sick.task] ?? "cross-entropy"
    guard sick.loss != fitting, sick.loss != TrainingPlan.automatic,
      sick.loss != "binary-cross-entropy"
    else { return [] }
    return [Proposal(sick, because: symptoms.found(["GS402", "GS502"])) { $0.loss = fitting }]
  }
}
