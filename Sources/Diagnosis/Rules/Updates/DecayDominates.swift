import Records
import Texts

/// GS306: the weight decay pulls harder than the loss, and the weights shrink away.
public struct DecayDominates: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS306", name: "decay-dominates",
      detects: "Most layers' weights have shrunk below half of their first size, and λ‖W‖ of one "
        + "was larger than ‖∂L/∂W‖ as they did, or is so at the end, in a run that learned too "
        + "little; or without the decay it learned what there is.",
      why: """
        With an L2 term each step follows ∂L/∂W + λW. Where the second is the larger, the weights \
        go to 0 \
        whatever the data say; with them go signal and δ, so that it looks like a vanishing \
        gradient.
        """,
      requires: "the weight decay, weightNorm and weightGradientNorm of the weight layers",
      thresholds: [.heldBackProgress, .shrunkenWeights],
      // With η far too large the decay of AdamW, η λ, is so too.
      causes: [Cause("GS303", isCure: true) { $0.isNotOf(decay: $1) }],
      remedies: [Remedy(.weightDecay(times: 0.01))],
      references: ["I. Goodfellow et al., Deep Learning, section 7.1.1"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let decay = run.facts.weightDecay else {
      return .notApplicable(.unknown("the weight decay", .training))
    }
    guard decay > 0, run.learning.isHeldBack, run.learning.updates > 0 else {
      return .findings([])
    }
    let proof = run.proof(of: .noWeightDecay)
    let last = run.history.count - 1
    let shrunken = run.updatedPlaces.filter { place in
      run.history[last, place: place].weightNorm
        < thresholds[.shrunkenWeights] * run.history[0, place: place].weightNorm
    }
    // Of batches a gradient is never 0, and where the weights are gone it is all noise: what made them go
    // is seen as they went, when they came to be small.
    func wentAt(_ place: Int) -> Int {
      (0..<last).first {
        run.history[$0, place: place].weightNorm
          < thresholds[.shrunkenWeights] * run.history[0, place: place].weightNorm
      } ?? last
    }
    let pulled = shrunken.lazy.flatMap { place in [last, wentAt(place)].map { (place, $0) } }
      .first { place, entry in
        let then = run.history[entry, place: place]
        if let share = run.decoupledDecay(at: entry) { return then.isUpdateOf(decay: share) }
        return decay * then.weightNorm > then.weightGradientNorm
      }
    guard let (place, entry) = pulled, 2 * shrunken.count > run.updatedPlaces.count else {
      return .findings(
        proof.map {
          [
            finding(
              run, severity: .warning, evidence: run.evidence(of: $0),
              "The weight decay of \(NumberText.short(decay)) keeps the network from learning. "
                + run.sentence(of: $0), [run.remedy(of: $0)])
          ]
        } ?? [])
    }
    let (first, end) = (run.history[0, place: place], run.history[last, place: place])
    let then = run.history[entry, place: place]
    let pull = decay * then.weightNorm
    let isEnd = entry == last
    let share = run.decoupledDecay(at: entry)
    var evidence = [
      "weightDecay": decay, "shrunkenTo": end.weightNorm / first.weightNorm,
      "layersShrunken": Double(shrunken.count),
    ]
    if let share {
      evidence["decayStep"] = share
      evidence["updateRatio"] = then.updateRatio
    } else {
      evidence["decayPull"] = pull
      evidence["weightGradientNorm"] = then.weightGradientNorm
    }
    let strength =
      share.map {
        "takes \(NumberText.short($0)) of them in a step, which is as good as all of the update "
          + "(\(NumberText.short(then.updateRatio)))"
      }
      ?? "\(isEnd ? "pulls" : "pulled") with \(NumberText.short(pull)), the loss with "
      + NumberText.short(then.weightGradientNorm)
    return .findings([
      finding(
        run, severity: run.learning.learnedNothing ? .error : .warning,
        evidence: evidence,
        "The weights of \(run.label(of: place)) shrank to "
          + "\(NumberText.short(end.weightNorm / first.weightNorm)) of their first size: the "
          + "weight decay of "
          + "\(NumberText.short(decay)) \(strength)"
          + (isEnd ? "." : ", at step \(run.history.steps[entry]).")
          + (proof.map { " \(run.sentence(of: $0))" } ?? ""),
        proof.map { [run.remedy(of: $0)] }
          ?? [Remedy(.weightDecay(times: 0.01), " (it is \(NumberText.short(decay)))")])
    ])
  }

  private func finding(
    _ run: RunEvidence, severity: Severity, evidence: [String: Double], _ message: String,
    _ remedies: [Remedy]
  ) -> Finding {
    Finding(
      of: description, severity: severity, steps: 0...run.lastStep, evidence: evidence,
      threshold: ["shrunkenTo": Threshold.shrunkenWeights.standard], message: message,
      remedies: remedies, cause: "weight decay too large")
  }

  public var examples: [RuleExample] {
    func record(decay: Double, end: Double) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: 2.3) { step, _, statistics in
        statistics.weightNorm = 8 * (1 - (1 - end) * Double(step) / 200)
        statistics.weightGradientNorm = 1e-3
      }
      record.facts.weightDecay = decay
      return record
    }
    return [
      RuleExample(
        title: "λ 0.2, and the weights shrink to a "
          + "hundredth", record: record(decay: 0.2, end: 0.01),
        triggers: true),
      RuleExample(
        title: "λ 10⁻⁴, and they stay what they are", record: record(decay: 1e-4, end: 1),
        triggers: false),
    ]
  }
}

extension Threshold {
  /// ‖W‖ at the end, as a share of the first.
  static let shrunkenWeights = Threshold(
    "shrunkenWeights", 0.5, .share, "‖W‖ at the end below this share of the first",
    because: "through ten layers half of the weights' size is a thousandth of the signal")
}
