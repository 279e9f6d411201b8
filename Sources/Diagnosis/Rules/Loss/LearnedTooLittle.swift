import Records
import Texts

/// GS408: a small healthy network makes far more of the same data.
public struct LearnedTooLittle: Rule {
  /// Its code.
  public static let code = "GS408"

  public var description: RuleDescription {
    RuleDescription(
      code: Self.code, name: "learned-too-little",
      detects: "The loss, held-out where there is one, did not come half of the way from "
        + "guessing to what "
        + "a small healthy network reaches on the same data.",
      why: """
        A loss that falls is not yet a network that has learned: what counts is what holds for \
        examples \
        it has not seen, and how much of that there is to learn. A network of 2 layers of 64, \
        trained \
        beside it, says how much that is at least.
        """,
      requires: "the loss at the end, that of a reference network; of another program's run the "
        + "loss of guessing",
      thresholds: [.heldBackProgress, .learnedShare, .littleProgress, .stepsToJudgeLearning],
      causes: [
        Cause("GS404", isCure: true) { _, consequence in consequence.isLearnedByHeart }
      ]
        + ["GS303", "GS306", "GS307", "GS206", "GS501"].map { Cause($0, isCure: true) }
        + [.batchNormOfTwo]
        + ["GS407", "GS304", "GS305", "GS504", "GS502"].map { Cause($0, isCure: true) }
        // What was there before the first update no step has brought about.
        + ["GS604", "GS602", "GS601", "GS201", "GS106", "GS102"].map {
          Cause($0, isCure: true) { cause, _ in cause.isFromTheStart }
        }
        + [
          "GS604", "GS602", "GS601", "GS101", "GS302", "GS106", "GS102", "GS204", "GS202", "GS105",
          "GS201", "GS205", "GS301",
          "GS603", "GS405", "GS404", "GS403", "GS409",
        ].map { Cause($0, isCure: true) },
      isSymptom: true, isLastResort: true,
      remedies: [
        .look(
          "try a tenth and ten times the learning rate, more steps and more units, one at a "
            + "time")
      ],
      references: ["A. Karpathy, \"A recipe for training neural networks\", 2019"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let learning = run.learning
    guard let reference = learning.reference else { return withoutReference(run, thresholds) }
    guard Double(learning.updates) >= thresholds[.stepsToJudgeLearning] else {
      return .notApplicable(.doesNotConcern("a run of so few updates is too short to judge"))
    }
    guard run.record.status == .completed else { return .findings([]) }
    guard learning.isHeldBack else {
      return .findings(learning.isBehind ? [behind(run, reference)] : [])
    }
    let loss = learning.comparedLoss
    let held = learning.heldOutLoss != nil
    let isLearnedByHeart =
      held
      && Finding.isLearnedByHeart(
        loss: loss, trainingLoss: learning.finalLoss, guessing: reference.guessing,
        needed: reference.needed)
    return .findings([
      Finding(
        of: description, severity: .error, steps: 0...run.lastStep,
        evidence: [
          "loss": loss, "guessing": reference.guessing, "reached": reference.reached,
          "needed": reference.needed, "trainingLoss": learning.finalLoss,
        ],
        threshold: ["loss": reference.needed],
        message: message(run, reference, loss)
          + (isLearnedByHeart
            ? " On what it was trained on it has \(short(learning.finalLoss)): that was learned by "
              + "heart." : "")
          + (run.proof(of: .moreSteps).map { " \(run.sentence(of: $0))" } ?? tried(run))
          + run.sentenceOfOneBatch,
        remedies: remedies(run, reference, isLearnedByHeart: isLearnedByHeart))
    ])
  }

  /// A run that came more than half of the way, and left a fifth of it or more.
  private func behind(_ run: RunEvidence, _ reference: Reference) -> Finding {
    let loss = run.learning.comparedLoss
    let way = (reference.guessing - loss) / (reference.guessing - reference.reached)
    return Finding(
      of: description, severity: .warning, steps: 0...run.lastStep,
      evidence: [
        "loss": loss, "guessing": reference.guessing, "reached": reference.reached, "way": way,
      ],
      threshold: ["way": 1 - LearningOutcome.shareLeftBehind],
      message: "\(reference.heldOut ? "On examples held out the loss is" : "The training loss is") "
        + "\(short(loss)), \(NumberText.percent(way)) of the way from guessing "
        + "(\(short(reference.guessing))) to what a small healthy network comes to "
        + "(\(short(reference.reached))): the data give more.",
      remedies: description.remedies)
  }

  /// Where a small healthy network learns nothing either.
  static let lookAtTheData = Remedy.look(
    "look at the data: whether rows and answers belong together, and whether the features can tell")

  private func message(_ run: RunEvidence, _ reference: Reference, _ loss: Double) -> String {
    if run.learning.heldOutLoss != nil, !reference.heldOut {
      return "On the \(run.record.evaluation.validationExamples) examples held out the loss is "
        + "\(short(loss)), where guessing has \(short(reference.guessing)): nothing that it learned holds."
    }
    let what = reference.heldOut ? "On examples held out the loss is" : "The training loss is"
    let guess = "where guessing has \(short(reference.guessing))"
    return reference.learnedNothing
      ? "\(what) \(short(loss)), \(guess); a small healthy network learns nothing from these "
        + "data either "
        + "(\(short(reference.reached)))."
      : "\(what) \(short(loss)), \(guess) and a small healthy network comes to "
        + "\(short(reference.reached)): half of the way, \(short(reference.needed)), is what it "
        + "lacks."
  }

  /// What was changed in vain.
  private func tried(_ run: RunEvidence) -> String {
    let vain = run.facts.counterfactuals.filter { !$0.suffices }
    guard !vain.isEmpty, run.proof == nil else { return "" }
    let best = vain.filter(\.loss.isFinite).map(\.loss).min()
    return " Run once more with \(run.list(of: vain)), it came no further"
      + (best.map { " than \(short($0))" } ?? "") + "."
  }

  private func remedies(
    _ run: RunEvidence, _ reference: Reference, isLearnedByHeart: Bool
  ) -> [Remedy] {
    if let proof = run.proof(of: .moreSteps) { return [run.remedy(of: proof)] }
    if reference.learnedNothing { return [Self.lookAtTheData] }
    if isLearnedByHeart { return [Remedy(.examples), Remedy(.steps(times: 0.5))] }
    // What was tried in vain is not advised.
    guard run.facts.counterfactuals.isEmpty else {
      return [
        .look(
          run.mainChain.map { $0.count > 0 } ?? false
            ? "look at the size of the network, at its activation and at the data"
            : "take hidden layers with a non-linearity, and look at the data")
      ]
    }
    return description.remedies
  }

  func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  public var examples: [RuleExample] {
    func record(_ held: Double, reached: Double, training: Double = 0.1) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: training)
      record.evaluation.validationLoss = held
      record.facts.reference = Reference(guessing: 2.3, reached: reached, heldOut: true)
      return record
    }
    var little = ExampleRecord.make(steps: 300, finalLoss: 2.1)
    little.facts.origin = Origin(program: "mine.py")
    little.facts.reference = nil
    little.evaluation.validationLoss = nil
    return [
      RuleExample(
        title: "another program's run that came 9 % of the way", record: little, triggers: true),
      RuleExample(
        title: "2.0 where a small network has 0.2", record: record(2, reached: 0.2, training: 2),
        triggers: true),
      RuleExample(
        title: "3.1 held out, 0.1 learned by heart", record: record(3.1, reached: 0.2),
        triggers: true),
      RuleExample(
        title: "1.95 where a small network has 1.9: the data give no more",
        record: record(1.95, reached: 1.9, training: 1.95), triggers: false),
    ]
  }
}
