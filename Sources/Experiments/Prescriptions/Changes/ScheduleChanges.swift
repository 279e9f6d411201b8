import Records

/// A learning rate that stays what it is, where it falls; one that falls to 0, where it stays.
struct ScheduleChanges: ChangeFamily {
  let kind = ChangeKind.schedule

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard sick.schedule == "constant" else {
      let ended = symptoms.found(["GS307", "GS302"])
      return [Proposal(sick, because: ended) { $0.schedule = "constant" }]
    }
    let jumping = symptoms.found(["GS403"])
    return [Proposal(sick, because: jumping) { $0.schedule = "cosine" }]
  }
}
