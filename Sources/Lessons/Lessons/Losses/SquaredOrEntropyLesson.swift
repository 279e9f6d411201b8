import Experiments
import Foundation
import Networks
import Reports

/// The same classifier with squared error and with cross-entropy, from an undecided start and from one that is sure
/// and wrong.
struct SquaredOrEntropyLesson: Lesson {
  let options: [LessonOption] = [.initializer, .width, .activation] + LessonSettings.training
  let sliders = [
    LessonSlider(
      .initializer, ["normal:1", "normal:2", "normal:5", "normal:10"], start: "normal:5"),
    LessonSlider(.learningRate, ["0.1", "0.3", "1", "3"], start: "1"),
  ]
  let card = LessonCard(
    name: "mse-vs-cross-entropy", topic: "squared error stops correcting where it is most wrong",
    question: "Which loss teaches a classifier: mean squared error or cross-entropy?",
    guess:
      "Yes is right. One network gives it the probability 0.1, another one 0.0001. Which of the "
      + "two does squared error correct more?",
    mistake:
      "Taking squared error for a classifier because it served for numbers. Where the network is "
      + "sure and wrong, its gradient is nearly 0. That of cross-entropy is large there: take it "
      + "for classes, with a learning rate chosen for it. A rate that suits squared error can be "
      + "too large.",
    next: [
      .init(
        "lesson mse-vs-cross-entropy --learning-rate 10",
        "longer steps, for both losses"),
      .init("lesson mse-vs-cross-entropy --init normal:2", "a start that is less sure"),
      .init("lesson losses", "what both losses count, answer by answer"),
    ])

  /// What the network gives to a yes that is right.
  private static let probabilities = [0.0001, 0.01, 0.1, 0.5, 0.9]
  private static let undecided = "he-normal"
  private static let sure = "normal:5"

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var base = TrainingPlan()
    (base.depth, base.width, base.steps, base.learningRate) = (1, 16, 200, 1)
    (base.initializer, base.outputActivation) = (PerLayer(Self.sure), "sigmoid")
    base = try settings.applied(to: base)
    let sure = settings.texts[.initializer] ?? Self.sure
    let starts = sure == Self.undecided ? [sure] : [Self.undecided, sure]
    let data = try settings.classes(or: "moons", for: base)
    let cells = starts.flatMap { start in
      [MeanSquaredError.name, BinaryCrossEntropy.name].map { loss in
        var plan = base
        (plan.initializer, plan.loss) = (PerLayer(start), loss)
        let name = loss == MeanSquaredError.name ? "squared error" : "cross-entropy"
        return PlannedRun(name: "\(name), \(start)", plan: plan)
      }
    }
    let runs = try await TrainedRuns.train(cells, on: data, explaining: true, stop: stop)
    let pulls = try Pulls(Self.probabilities)
    let (p, y) = ([0.9, 0.1, 0.8, 0.3], [1.0, 0, 1, 0])
    let mse = Answer.cost(p, y, by: try Answer.squared()).mean
    let bce = Answer.cost(p, y, by: try Answer.clipped()).mean
    return LessonReport(
      card, settings,
      parts: [
        .heading("By hand: how hard each pulls at the logit, where yes is right"),
        .prose(
          "p = sigmoid(z) is what the network gives to yes; z is its raw output, the logit. The "
            + "gradient of the loss by z says how z is to move: this is where all learning begins. "
            + "For the answers 0.9, 0.1, 0.8, 0.3 to 1, 0, 1, 0 squared error is \(Shown(mse)) and "
            + "cross-entropy \(Shown(bce)), but which number is larger says nothing: what counts "
            + "is the gradient."),
        .table(pulls.table), .observation(pulls.worst),
        .heading(
          "Really trained: \(data.summary.name), \(base.steps) steps, learning rate "
            + "\(Shown.exact(base.learningRate))"),
        .prose(
          "One hidden layer of \(base.width) units and a sigmoid at the output. Both losses get "
            + "the same first weights and the same examples in the same order. First weights: "
            + "\(Words.list(starts)). " + Self.words(of: starts)), .table(Self.table(runs)),
        .observation(Self.confidence(runs[runs.count - 1])),
        .observation(DuelWords.said(runs[runs.count - 2], runs[runs.count - 1], sure)),
      ]
        + (starts.count == 1
          ? [] : [.observation(DuelWords.said(runs[0], runs[1], Self.undecided))]),
      numbers: [
        "p": Self.probabilities, "gradientMSE": pulls.squared, "gradientBCE": pulls.entropy,
        "mse": [mse], "bce": [bce], "accuracies": runs.map(\.accuracy),
      ],
      runs: runs, figures: [Self.figure(pulls, runs, settings)])
  }

  private static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("loss, first weights"), .init("loss before"), .init("after"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 16)),
      ],
      rows: runs.map { run in
        [
          .init(run.name), .init("\(Shown.short(run.record.evaluation.initialLoss, digits: 3))"),
          .init("\(Shown.short(run.record.evaluation.finalLoss, digits: 3))"),
          .init("\(Shown.share(run.accuracy))"), .init(run.verdictText, role: run.verdictRole),
        ]
      },
      notes: [
        .init(
          "accuracy: share of right answers to examples that were held out of training.")
      ])
  }

  /// Whether the start of a run with cross-entropy is surer than it may be.
  private static func confidence(_ run: JudgedRun) -> Observation {
    let before = Shown.short(run.record.evaluation.initialLoss, digits: 3)
    let guessing = Shown.short(run.record.chance?.loss ?? .nan, digits: 3)
    return Observation(
      Sentence(
        when: before > Shown.short(1.2 * guessing.value, digits: 3),
        says: "The last start is sure and wrong: before training its cross-entropy is \(before), "
          + "and somebody who says the same for every example has \(guessing)."),
      Sentence(
        says: "The last start is not sure of wrong answers: before training its cross-entropy is "
          + "\(before), and somebody who says the same for every example has \(guessing)."))
  }

  /// What the names of first weights mean.
  private static func words(of starts: [String]) -> String {
    starts.compactMap { start in
      if start == undecided { return "he-normal is the usual choice for ReLU." }
      let parts = start.split(separator: ":")
      guard parts.count == 2, parts[0] == "normal" else { return nil }
      return "\(start) draws each weight with a standard deviation of \(parts[1])."
    }.joined(separator: " ")
  }
}
