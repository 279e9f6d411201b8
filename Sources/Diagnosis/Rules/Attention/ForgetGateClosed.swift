import Foundation
import Records
import Texts

/// GS604: the forget gate of an LSTM lets go of what the cell holds.
public struct ForgetGateClosed: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS604", name: "forget-gate-closed",
      detects:
        "The forget gate of a recurrent layer is on average below 0.3, at the start or the end.",
      why: """
        c_t = f c_{t−1} + i g: the cell keeps the share f at each step, and ∂L/∂c comes back by the same \
        factor. With f = 0.3 a thousandth is left after six steps, so that nothing earlier can be \
        learned. Biases of 0 make f = 0.5, which is why they are often set to 1 or more.
        """,
      requires: "forgetGateMean of a place",
      thresholds: [.closedGate, .heldBackProgress],
      causes: [.stepsThatMadeIt],
      remedies: [Remedy(.openGates(bias: 1), ", with a bias of 1 or more")],
      references: [
        "R. Jozefowicz, W. Zaremba, I. Sutskever, \"An empirical exploration of recurrent network architectures\", ICML 2015"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let readings = PlaceReadings(run, .forgetGateMean) else {
      return .notApplicable(
        PlaceReadings.lack("the mean of a forget gate", of: .recurrent, in: run))
    }
    let found = readings.broken(good: 1) { $0 < thresholds[.closedGate] }
    guard let found else { return .findings([]) }
    let steps = found.value > 0 ? Int((log(1e-3) / log(found.value)).rounded(.up)) : 1
    return .findings([
      Finding(
        of: description, severity: run.severityOfBrokenBound,
        at: FindingPlace(run.record, found.places), steps: found.presence.steps,
        evidence: ["forgetGateMean": found.value, "places": Double(found.places.count)],
        threshold: ["forgetGateMean": thresholds[.closedGate]],
        message: "The forget gate of \(run.label(of: found.worst, among: found.places)) lets "
          + "\(NumberText.percent(found.value)) of the cell through (step \(found.step)), "
          + "\(found.presence.words): a thousandth is left after \(steps) "
          + "time step\(steps == 1 ? "" : "s").",
        remedies: RecurrentGates(run.record).map { [$0.opening(to: nil)] })
    ])
  }

  public var examples: [RuleExample] {
    func record(_ gate: Double) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: gate < 0.3 ? 2.3 : 0.1) { _, layer, statistics in
        if layer == 1 { statistics[.forgetGateMean] = gate }
      }
      record.places[0].kind = .recurrent
      return record
    }
    return [
      RuleExample(title: "a gate that is open by 1 %", record: record(0.01), triggers: true),
      RuleExample(
        title: "a gate of 0.5, as biases of 0 make it", record: record(0.5), triggers: false),
    ]
  }
}

extension Threshold {
  /// Mean of a forget gate below this.
  static let closedGate = Threshold(
    "closedGate", 0.3, .share, "mean of a forget gate below this",
    because: "biases of 0 give 0.5; with 0.3 a thousandth is left after six time steps")
}
