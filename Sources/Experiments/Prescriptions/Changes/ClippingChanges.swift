import Records

/// A bound on the global norm of the gradients; none, where there is one.
struct ClippingChanges: ChangeFamily {
  let kind = ChangeKind.clipping

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    let large = symptoms.foundWhileTraining(["GS102", "GS103", "GS303", "GS401", "GS403"])
    guard sick.clipNorm == nil, sick.clipValue == nil else {
      let small = symptoms.found(["GS302", "GS305", "GS402"])
      return [
        Proposal(sick, because: small) {
          $0.clipNorm = nil
          $0.clipValue = nil
        }
      ]
    }
    // 1 is the usual bound. The lower one makes a step as long as that of the optimizer's usual rate
    // with a gradient of norm 1: it heals a rate that is far too large.
    let usual = TrainingPlan.defaultLearningRate(of: sick.optimizer)
    let lower = TrainingPlan.rounded(min(usual / sick.learningRate, 0.1))
    return [1, lower].map { bound in Proposal(sick, because: large) { $0.clipNorm = bound } }
  }
}
