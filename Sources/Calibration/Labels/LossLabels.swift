import Foundation
import Records

/// Labels of what the loss did: GS103, GS401, GS402, GS403, GS404, GS405.
struct LossLabels {
  private let facts: TrialFacts

  init(_ facts: TrialFacts) { self.facts = facts }

  var all: [String: RuleLabel] {
    [
      "GS103": RuleLabel(presence: nonFinite, error: nonFinite),
      "GS401": RuleLabel(presence: diverged, error: diverged), "GS402": notDecreasing,
      "GS403": facts.noError(oscillating), "GS404": facts.noError(overfitting),
      "GS405": facts.noError(unexpectedStart),
      "GS408": RuleLabel(presence: facts.outcome.leftMuch, error: facts.outcome.cameShort),
    ]
  }

  /// A value that is not a number, or beyond what float32 can hold.
  private var nonFinite: Label {
    if case .nan = facts.fault { return .yes(.fault) }
    if Outcome(facts.run).isLost { return .yes(.twin) }
    func largest(_ measured: MeasuredFacts) -> Double {
      measured.largest {
        max($0.activationRMS, $0.preactivationRMS, $0.deltaRMS, $0.weightGradientRMS)
      }
    }
    // What the twin holds beyond the range of float32 was lost, unless the two went apart.
    let (twin, run) = (largest(facts.measured), largest(facts.own))
    if twin > 3e38 { return run.isFinite ? .unknown(.contradiction) : .yes(.twin) }
    return twin < 1e30 ? .no(.twin) : .unknown(.border)
  }

  private var diverged: Label {
    if case .nan = facts.fault { return .yes(.fault) }
    return facts.outcome.diverged
  }

  /// At chance after 100 updates, at a finite loss.
  private var notDecreasing: RuleLabel {
    let isLost = Outcome(facts.run).isLost
    let presence: Label = isLost ? .no(.twin) : facts.outcome.failed
    return RuleLabel(presence: presence, error: presence)
  }

  /// How far the loss of a step lies from the middle of its neighbours', as a share of guessing.
  private var oscillating: Label {
    func label(_ record: RunRecord) -> Label {
      let losses = record.curves.loss
      let half = Array(losses.suffix((losses.count + 1) / 2).filter(\.isFinite))
      guard half.count >= 20, record.guessingLoss > 0 else { return .unknown(.other) }
      let swings = (1..<half.count - 1).map { (index: Int) -> Double in
        let neighbours: Double = (half[index - 1] + half[index + 1]) / 2
        return (half[index] - neighbours).magnitude
      }.sorted()
      // Of white noise, |x − (y + z)/2| is √(3/4) of |x − y|.
      let typical = swings[swings.count / 2] / record.guessingLoss / 0.75.squareRoot()
      let size = facts.configuration.batchSize
      let limit = 0.15 + (size == 0 ? 0 : 1 / Double(size).squareRoot())
      // What fewer examples differ by while the weights stand still, nobody outside can tell.
      if (1..<16).contains(size), typical < 2 * limit {
        return typical < 0.075 ? .no(.twin) : .unknown(.border)
      }
      return .above(limit, typical, .twin)
    }
    return .agreed(label(facts.twin), label(facts.run))
  }

  /// The network answers what it has not seen far worse than what it has.
  private var overfitting: Label {
    func label(_ record: RunRecord) -> Label {
      let evaluation = record.evaluation
      guard let accuracy = evaluation.validationAccuracy, let loss = evaluation.validationLoss,
        loss.isFinite, evaluation.finalLoss.isFinite
      else { return .unknown(.other) }
      let excess = (loss - evaluation.finalLoss) / record.guessingLoss
      let gap = evaluation.trainingAccuracy - accuracy
      return .any([.above(0.15, gap, .twin), .above(0.5, excess, .twin)])
    }
    return .all([.agreed(label(facts.twin), label(facts.run)), facts.outcome.succeeded])
  }

  /// The twin's loss before the first update, against ln K.
  private var unexpectedStart: Label {
    func label(_ record: RunRecord) -> Label {
      let first = record.evaluation.initialLoss
      let expected =
        facts.configuration.loss == "mse"
        ? record.guessingLoss : log(Double(record.facts.classes ?? 0))
      guard first.isFinite, expected > 0 else { return .unknown(.other) }
      // Twice and half of it: a factor of 2 around them would leave nothing between.
      let (ratio, margin) = (first / expected, 2.0.squareRoot())
      return .any([
        .above(2, ratio, margin: margin, .twin), .below(0.5, ratio, margin: margin, .twin),
      ])
    }
    return .agreed(label(facts.twin), label(facts.run))
  }
}
