import Networks
import Records

/// Layer norm, batch norm, or none, whichever the network has not got.
struct NormalizationChanges: ChangeFamily {
  let kind = ChangeKind.normalization

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard !sick.hiddenWidths.isEmpty else { return [] }
    let flow = symptoms.found([
      "GS101", "GS102", "GS103", "GS104", "GS105", "GS106", "GS201", "GS202", "GS203", "GS204",
      "GS301", "GS401", "GS501",
    ])
    // A norm is to blame only where there is one and something grows under it, or lags behind.
    let blamed = symptoms.found(["GS101", "GS102", "GS103", "GS401", "GS402"])
    return ["layer", "batch", "none"].filter { PerLayer($0) != sick.norm }.map { norm in
      Proposal(sick, because: norm == "none" ? blamed : flow) {
        $0.norm = PerLayer(norm)
        // The weights of a file fit one network only.
        $0.initialParameters = nil
      }
    }
  }
}
