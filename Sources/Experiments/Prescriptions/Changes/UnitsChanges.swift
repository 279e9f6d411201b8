import Diagnosis
import Records

/// Four times the units, and 16 at least; of a network that learned its examples by heart, half of them.
struct UnitsChanges: ChangeFamily {
  let kind = ChangeKind.units

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard let narrowest = sick.hiddenWidths.min(), sick.initialParameters == nil else { return [] }
    let narrow = symptoms.found(["GS407"])
    let little = symptoms.concernsFlow ? [] : symptoms.found(["GS408"])
    var proposals: [Proposal] = []
    let factor = max(4, (16 / Double(narrowest)).rounded(.up))
    // Wider than this no data of a table ask for.
    if narrowest < 256, let wider = sick.applying(.units(times: factor)) {
      proposals.append(Proposal(sick, because: narrow + little) { $0 = wider })
    }
    let overfit = symptoms.found(["GS404"])
    if !overfit.isEmpty, let narrower = sick.applying(.units(times: 0.5)) {
      proposals.append(Proposal(sick, because: overfit) { $0 = narrower })
    }
    return proposals
  }
}
