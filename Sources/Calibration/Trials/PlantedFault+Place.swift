import Diagnosis

extension PlantedFault {
  /// Whether the findings of it name its layer, and of a NaN its step; nil where it has no one place,
  /// or was not found.
  func isPlaced(by findings: [Finding]) -> Bool? {
    func named(_ codes: [String], _ layer: Int) -> Bool? {
      let ours = findings.filter { codes.contains($0.code) && $0.layers.count == 2 }
      return ours.isEmpty
        ? nil : ours.contains { $0.layers[0] <= layer && layer <= $0.layers[1] }
    }
    switch self {
    case .scaledLayer(let layer, _): return named(["GS301"], layer)
    case .copies(let layer): return named(["GS304"], layer)
    case .killedUnits(let layer, let share, let step):
      // A tenth of a layer is no finding.
      return share < 0.5 ? nil : named(step == 0 ? ["GS203", "GS204"] : ["GS202", "GS204"], layer)
    case .nan(let layer, let step):
      return findings.first { $0.code == "GS103" }
        .map { $0.layers == [layer, layer] && $0.steps.first == step }
    default: return nil
    }
  }
}
