import Records

/// Four times the steps: what was still learning when it ended needs no other network.
struct StepsChanges: ChangeFamily {
  let kind = ChangeKind.steps

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    // Where the gradient does not flow, longer is no further.
    let short = symptoms.found(["GS409"])
    let slow =
      symptoms.concernsFlow ? [] : symptoms.found(["GS302", "GS402", "GS408"])
    return [
      Proposal(sick, because: short + slow) {
        $0.steps = min(4 * $0.steps, ConfigurationCheck.stepCounts.upperBound)
      }
    ]
  }
}
