import Records

/// The changes of one kind: which of them a configuration can have, and which findings call for
/// them.
///
/// Adding one: a file with a type that conforms, and one line in `ChangeCatalog`.
protocol ChangeFamily: Sendable {
  /// What its changes touch.
  var kind: ChangeKind { get }

  /// Every change of this kind worth trying, the likeliest first.
  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal]
}

/// A configuration to try, with the codes of the findings that call for it.
struct Proposal {
  let configuration: TrainingPlan
  let reasons: [String]

  /// This configuration with an edit.
  init(
    _ sick: TrainingPlan, because reasons: [String],
    _ edit: (inout TrainingPlan) -> Void
  ) {
    var copy = sick
    edit(&copy)
    // It is given by options from here on.
    copy.networkFile = nil
    configuration = copy
    self.reasons = reasons
  }
}

/// All kinds of changes, from the smallest: the one list that `prescribe` and the tests read.
enum ChangeCatalog {
  static let all: [any ChangeFamily] = [
    InitializationChanges(), LearningRateChanges(), ScheduleChanges(), StepsChanges(),
    BatchChanges(), ClippingChanges(), WeightDecayChanges(), DropoutChanges(), OptimizerChanges(),
    InputChanges(), LossChanges(), NormalizationChanges(), ResidualChanges(),
    ActivationChanges(), UnitsChanges(), DepthChanges(),
  ]

  /// Every change of a plan worth trying, from the smallest, each once: those of the families, and
  /// the
  /// remedies that the findings name, which are the same values.
  static func changes(of sick: TrainingPlan, _ symptoms: Symptoms) -> [Change] {
    var proposals = all.flatMap { family in
      family.proposals(for: sick, symptoms).map { (kind: family.kind, proposal: $0) }
    }
    for (action, code) in symptoms.remedies {
      guard let kind = action.kind, let plan = sick.applying(action) else { continue }
      proposals.append((kind, Proposal(sick, because: [code]) { $0 = plan }))
    }
    var changes: [Change] = []
    for (kind, proposal) in proposals {
      guard
        !changes.contains(where: { $0.configuration == proposal.configuration }),
        (try? ConfigurationCheck.checkAlone(proposal.configuration.checkable)) != nil,
        let change = Change(
          [kind], from: sick, to: proposal.configuration, reasons: proposal.reasons)
      else { continue }
      changes.append(change)
    }
    // A stable order: within a kind, as they were proposed.
    return changes.enumerated().sorted {
      ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset)
    }
    .map(\.element)
  }
}

extension TrainingPlan {
  fileprivate var checkable: TrainingPlan { withResidualScale }
}
