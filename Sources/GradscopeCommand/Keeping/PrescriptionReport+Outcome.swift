import Experiments
import Records
import Reports
import Texts

extension PrescriptionReport {
  /// The report of an outcome; `data` are the words of the options that name the data.
  init(_ outcome: PrescriptionOutcome, of prescription: Prescription, data: [String]) {
    let recommended = outcome.recommended?.change
    self.init(
      before: outcome.before.map { JudgedRun($0) },
      wellBefore: outcome.wellBefore,
      commandBefore: "gradscope " + Self.arguments(prescription.configuration, data: data),
      trials: outcome.trials.map { trial in
        Trial(
          title: trial.change.title, kinds: trial.change.kinds.map(\.rawValue),
          cost: trial.change.cost,
          edits: trial.change.edits.map {
            Edit(option: $0.option, value: $0.value, isRemoved: $0.isRemoved)
          },
          reasons: trial.change.reasons, runs: trial.runs.map { JudgedRun($0) },
          wellCount: trial.wellCount, isHealed: trial.isHealed,
          confirmation: trial.confirmation.map { JudgedRun($0) },
          isConfirmed: trial.isConfirmed,
          arguments: Self.arguments(
            trial.change.configuration, data: data, naming: trial.change.edits.map(\.option)))
      },
      recommended: recommended.flatMap { best in
        outcome.trials.firstIndex { $0.change == best }
      },
      farthest: outcome.best.flatMap { best in
        outcome.trials.firstIndex { $0.change == best.change }
      },
      kinds: ChangeKind.allCases.map(\.rawValue), codes: outcome.codes,
      triedAll: outcome.triedAll, triedPairs: outcome.triedPairs,
      isInterrupted: outcome.isInterrupted,
      seeds: prescription.seeds, unseenSeed: prescription.unseenSeed,
      requirement: PrescriptionRequirement(
        share: RecoveryCriterion.progress, reference: RecoveryCriterion.reference,
        referenceLosses: outcome.before.compactMap { $0.record.facts.reference?.reached }))
  }

  /// What is left with the recommended change; without one, the network as it was.
  var remaining: [JudgedRun] { recommended.map { trials[$0].runs } ?? before }

  /// The words of the command line that trains a configuration, as a shell takes them.
  static func arguments(
    _ configuration: TrainingPlan, data: [String], naming named: [String] = []
  ) -> String {
    words(configuration, data: data, naming: named).map(\.shellQuoted).joined(separator: " ")
  }

  /// The words of the command line that trains a configuration, or does something else to it, without what is
  /// the default but for the options `named`: what was changed is to be seen.
  static func words(
    _ configuration: TrainingPlan, data: [String], naming named: [String] = [],
    command: String = "train"
  ) -> [String] {
    let options = configuration.commandOptions.filter { !$0.isDefault || named.contains($0.name) }
      .flatMap(\.words)
    return [command] + options + data
  }
}
