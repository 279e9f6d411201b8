import NeuralNetwork
import TrainingRecords

/// ReLU or tanh in place of another activation; leaky ReLU in place of ReLU, whose units can die.
///
/// The initialization follows where it was the one made for the activation that goes, as it does on
/// the command line where `--init` is left out. One that was chosen against it stays: that would be a
/// second change.
struct ActivationChanges: ChangeFamily {
  let kind = ChangeKind.activation

  func proposals(for sick: RunConfiguration, _ symptoms: Symptoms) -> [Proposal] {
    let family = String(sick.activation.prefix { $0 != ":" })
    let dying = symptoms.found(["GS202", "GS203", "GS204"])
    let weak = symptoms.blamingActivation + symptoms.found(["GS105", "GS106", "GS201"])
    let others = family == "relu" ? ["leaky-relu", "tanh"] : ["relu", "tanh"]
    let isMatched =
      InitializerCatalog.named(sick.initializer)?.name
      == RunConfiguration.matchingInitializer(of: sick.activation)
    return others.filter { $0 != family }.map { name in
      Proposal(sick, because: weak + dying) {
        $0.activation = name
        if isMatched { $0.initializer = RunConfiguration.matchingInitializer(of: name) }
      }
    }
  }
}
