import Diagnosis
import Experiments
import Testing

@testable import Calibration

/// Over the runs of a plan no output contradicts itself.
struct ContradictionTests {
  private static let runs = 48

  /// The number that an action changes, and whether it makes it smaller.
  private func direction(_ action: Remedy.Action) -> (number: String, isLower: Bool)? {
    switch action {
    case .learningRate(_, let isLower): ("learning rate", isLower)
    case .weightDecay(let factor): ("weight decay", factor < 1)
    case .steps(let factor): ("steps", factor < 1)
    case .units(let factor): ("units", factor < 1)
    case .layers(let factor): ("layers", factor < 1)
    default: nil
    }
  }

  /// Whether only a person can do it.
  private func isForAPerson(_ action: Remedy.Action) -> Bool {
    switch action {
    case .look, .examples, .orthogonalRecurrence, .gates: true
    // Of an initializer without a number it is for a person to write down.
    case .weights: true
    default: false
    }
  }

  @Test func noRunIsToldToRaiseAndToLowerOneThingNorToDoWhatItDoes() throws {
    // A run into which somebody reaches has its weights from a file.
    for trial in TrialPlan(.tuning, count: Self.runs, seed: 11).trials
    where trial.fault?.intervenes != true {
      let data = try trial.data()
      let record = try trial.records(data).run.record
      let judgement = Judgement(record)
      var directions: [String: Bool] = [:]
      for finding in judgement.findings {
        for remedy in finding.remedies {
          guard let (number, isLower) = direction(remedy.action) else { continue }
          #expect(
            directions[number] ?? isLower == isLower,
            "\(trial.command): \(finding.code) says the opposite about the \(number)")
          directions[number] = isLower
        }
        for remedy in finding.remedies where !isForAPerson(remedy.action) {
          #expect(
            trial.configuration.applying(remedy.action) != nil,
            "\(trial.command): \(finding.code) says what is so already: \(remedy.words)")
        }
      }
    }
  }

  /// A cause is there, and none is explained by what it explains.
  @Test func everyCauseIsAFindingOfTheSameRun() throws {
    for trial in TrialPlan(.tuning, count: Self.runs, seed: 12).trials {
      let record = try trial.records(trial.data()).run.record
      let findings = Judgement(record).findings
      for finding in findings {
        guard let cause = finding.causedBy else { continue }
        let causes = findings.filter { $0.code == cause }
        #expect(!causes.isEmpty, "\(trial.command): \(finding.code) from \(cause)")
        #expect(!causes.contains { $0.causedBy == finding.code }, "\(trial.command)")
      }
    }
  }
}
