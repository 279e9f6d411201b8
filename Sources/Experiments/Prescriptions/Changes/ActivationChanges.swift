import Records

/// ReLU or tanh in place of another activation; leaky ReLU in place of ReLU, whose units can die.
///
/// The initialization made for the new activation comes with it, as it does on the command line where
/// `--init` is left out: what gain the weights need is a property of φ, and weights made for another
/// would blame the new activation for what they do. The change says so, as it names both options.
struct ActivationChanges: ChangeFamily {
  let kind = ChangeKind.activation

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    guard !sick.hiddenWidths.isEmpty else { return [] }
    let families = Set(sick.activation.values.map { String($0.prefix { $0 != ":" }) })
    let family = families.count == 1 ? families.first ?? "" : ""
    let dying = symptoms.found(["GS202", "GS203", "GS204"])
    let weak = symptoms.blamingActivation + symptoms.found(["GS105", "GS106", "GS201"])
    let others = family == "relu" ? ["leaky-relu", "tanh"] : ["relu", "tanh"]
    return others.filter { $0 != family }.map { name in
      Proposal(sick, because: weak + dying) {
        $0.activation = PerLayer(name)
        $0.initialParameters = nil
        $0.initializer = PerLayer(TrainingPlan.matchingInitializer(of: name))
      }
    }
  }
}
