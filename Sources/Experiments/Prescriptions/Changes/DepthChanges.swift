import Records

/// Half of the layers, a quarter, two: what a factor per layer does, it does less often.
struct DepthChanges: ChangeFamily {
  let kind = ChangeKind.depth

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    let flow = symptoms.found(["GS101", "GS102", "GS104", "GS105", "GS106"])
    guard sick.widths == nil else { return [] }
    return [sick.depth / 2, sick.depth / 4, 2].filter { $0 >= 2 && $0 < sick.depth }.map { depth in
      Proposal(sick, because: flow) {
        $0.depth = depth
        // The weights of a file fit one network only.
        $0.initialParameters = nil
      }
    }
  }
}
