import Records
import Texts

/// GS307: the schedule has taken the learning rate away long before the end.
public struct ScheduleEndsTraining: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS307", name: "schedule-ends-training",
      detects: "Over half of the run the learning rate is below a hundredth of its largest, in a "
        + "run that "
        + "learned too little; or with a constant rate it learned what there is.",
      why: """
        A rate that falls by a factor every few steps is practically 0 after some of them: the \
        steps that \
        follow are made, but move nothing, and the loss stands still wherever it is.
        """,
      requires: "the learning rate over the steps, the loss at the end",
      thresholds: [.heldBackProgress, .spentRate],
      remedies: [Remedy(.schedule("constant"))],
      references: ["L. Smith, \"Cyclical learning rates for training neural networks\", WACV 2017"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let curves = run.curves
    let rates = curves.learningRate
    guard rates.contains(where: { $0 > 0 }) else {
      return .notApplicable(.needs("the learning rate over the steps", .training))
    }
    guard run.learning.isHeldBack, run.learning.updates > 0 else { return .findings([]) }
    let proof = run.proof(of: .constantRate)
    // The look after the last update has no rate of its own.
    let moving = rates.indices.dropLast()
    let largest = moving.map { rates[$0] }.filter(\.isFinite).max() ?? 0
    let start = moving.reversed().prefix { rates[$0] < thresholds[.spentRate] * largest }.last
    let spent = start.map { Double(run.lastStep - curves.steps[$0]) / Double(max(run.lastStep, 1)) }
    guard let start, let spent, spent > 0.5 else {
      return .findings(
        proof.map {
          [
            finding(
              run, from: 0, run.evidence(of: $0),
              "The schedule takes the learning rate away before the network has learned. "
                + run.sentence(of: $0), [run.remedy(of: $0)])
          ]
        } ?? [])
    }
    let step = curves.steps[start]
    let compared = NumberText.ratio(rates[start], over: largest)
    return .findings([
      finding(
        run, from: step,
        ["largestRate": largest, "rate": rates[start], "step": Double(step), "share": spent],
        "From step \(step) on the learning rate is \(compared.number) or less, "
          + "\(compared.ratio) of its largest (\(compared.other)): over \(NumberText.percent(spent)) of the run hardly "
          + "anything moves." + (proof.map { " \(run.sentence(of: $0))" } ?? ""),
        proof.map { [run.remedy(of: $0)] } ?? description.remedies)
    ])
  }

  private func finding(
    _ run: RunEvidence, from step: Int, _ evidence: [String: Double], _ message: String,
    _ remedies: [Remedy]
  ) -> Finding {
    Finding(
      of: description, severity: .warning, steps: step...run.lastStep, evidence: evidence,
      threshold: ["rate": Threshold.spentRate.standard], message: message, remedies: remedies,
      cause: "rate taken away")
  }

  public var examples: [RuleExample] {
    func record(_ rate: @escaping (Int) -> Double) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: 2)
      var curves = Curves()
      for (index, step) in record.curves.steps.enumerated() {
        curves.append(
          step: step, loss: record.curves.loss[index], accuracy: 0.3, gradientNorm: 1,
          learningRate: rate(step))
      }
      record.curves = curves
      return record
    }
    return [
      RuleExample(
        title: "a tenth of the rate every 20 steps", record: record { $0 < 20 ? 0.1 : 1e-4 },
        triggers: true),
      RuleExample(title: "the same rate throughout", record: record { _ in 0.1 }, triggers: false),
    ]
  }
}

extension Threshold {
  /// η below this share of its largest is no rate.
  static let spentRate = Threshold(
    "spentRate", 0.01, .share, "η below this share of its largest",
    because: "a hundred such steps go as far as one of the first")
}
