import Records

/// Residual blocks of the scale 1/√L, and of scale 1 where δ or the signal shrinks: branches whose weights are
/// far too small add next to nothing at 1/√L. Where there are blocks of another scale, that scale.
struct ResidualChanges: ChangeFamily {
  let kind = ChangeKind.residual

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard sick.hasRoomForShortcuts else { return [] }
    let flow = symptoms.found([
      "GS101", "GS102", "GS103", "GS104", "GS105", "GS106", "GS202", "GS204", "GS301", "GS304",
      "GS401",
    ])
    guard sick.residual else {
      let shrinking = symptoms.found(["GS101", "GS104", "GS105"])
      return [(flow, nil), (shrinking, 1)].filter { $0.1 == nil || !$0.0.isEmpty }.map {
        reasons, scale in
        Proposal(sick, because: reasons) {
          $0.residual = true
          $0.residualScale = scale
        }
      }
    }
    let plain = Proposal(sick, because: symptoms.found(["GS102", "GS106"])) {
      $0.residual = false
      $0.residualScale = nil
    }
    guard sick.residualScale != nil else { return [plain] }
    return [Proposal(sick, because: flow) { $0.residualScale = nil }, plain]
  }
}
