import Records

/// The loss that fits the task: cross-entropy for classes, mean squared error for values.
struct LossChanges: ChangeFamily {
  let kind = ChangeKind.loss

  func proposals(for sick: RunConfiguration, _ symptoms: Symptoms) -> [Proposal] {
    let fitting = sick.task == "regression" ? "mse" : "cross-entropy"
    guard sick.loss != fitting, sick.loss != RunConfiguration.automatic,
      sick.loss != "binary-cross-entropy"
    else { return [] }
    return [Proposal(sick, because: symptoms.found(["GS402", "GS502"])) { $0.loss = fitting }]
  }
}
