import Datasets
import Experiments
import Foundation
import Networks
import Reports
import Tensors

/// One hidden layer with more and more units, each fitted to the same curve.
struct UniversalApproximationLesson: Lesson {
  let options: [LessonOption] =
    [.width, .activation, .initializer]
    + LessonSettings.training.filter { $0 != .dataset }
  let sliders = [
    LessonSlider(.activation, ["tanh", "relu", "sigmoid", "identity"], start: "tanh"),
    LessonSlider(.width, ["8", "32"], start: "32"),
  ]
  let card = LessonCard(
    name: "universal-approximation",
    topic: "one hidden layer with 1 unit, 2 and more, each trained alike to draw a curve",
    question: "How well can a network with a single hidden layer draw a curve?",
    guess:
      "A curve goes up and down several times. Which parts of it can 1 hidden unit draw, and how "
      + "many units does it take to draw all?",
    mistake:
      "Taking the theorem for a recipe. It says that enough units in one hidden layer can come as "
      + "close to any continuous curve as one likes; it does not say how many that are, nor that "
      + "training finds their weights.",
    next: [
      .init(
        "lesson universal-approximation --activation identity",
        "no activation: a straight line, always"),
      .init("lesson universal-approximation --steps 500", "as many units, and little training"),
      .init(
        "lesson universal-approximation --steps 20000",
        "more training for all: how much closer do the small ones come?"),
      .init("train --dataset sine --pictures decision", "a curve of your own network"),
    ])

  /// sin x + ½ sin 3x.
  static func curve(_ x: Double) -> Double { sin(x) + 0.5 * sin(3 * x) }

  /// A network and how far it is from the curve.
  struct Fit: Sendable {
    let units: Int
    let run: JudgedRun
    /// What it answers, by x, from −π to π.
    let answers: [(x: Double, y: Double)]

    /// The largest distance from the curve; NaN where it does not answer, or with no number at some place.
    var worst: Double {
      let distances = answers.map { abs($0.y - UniversalApproximationLesson.curve($0.x)) }
      guard loss.isFinite, distances.allSatisfy(\.isFinite) else { return .nan }
      return distances.max() ?? .nan
    }
    /// Mean squared error on held-out places, in shares of that of the best constant.
    var loss: Double { run.record.evaluation.validationLoss ?? .nan }

    init(units: Int, run: JudgedRun) {
      (self.units, self.run) = (units, run)
      guard let map = run.record.outputs, let grid = map.grids.last, let axis = map.axes.first
      else {
        answers = []
        return
      }
      answers = grid.values.indices.map { (axis.center($0), Double(grid.values[$0])) }
        .filter { $0.0.magnitude <= Double.pi }
    }
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.activation, plan.initializer) = (1, 32, "tanh", "normal:1")
    (plan.optimizer, plan.learningRate, plan.steps, plan.batchSize) = ("adam", 0.1, 6000, 32)
    (plan.loss, plan.biasStd, plan.schedule) = (TrainingPlan.automatic, 2, "cosine")
    plan = try settings.applied(to: plan)
    let most = plan.width
    guard most >= 2, most <= 512 else {
      throw LessonError.value(
        .width, expected: "a whole number from 2 to 512, as widths are compared", got: "\(most)")
    }
    let widths = Array(Set([1, 2, most / 8, most / 4, most].filter { $0 > 0 && $0 <= most }))
      .sorted()
    let data = try PreparedData(Self.data(seed: plan.seed), for: plan)
    let runs = try await TrainedRuns.train(
      widths.map { units in
        var plan = plan
        plan.width = units
        return PlannedRun(name: "\(units) \(units == 1 ? "unit" : "units")", plan: plan)
      }, on: data, explaining: true, stop: stop)
    let fits = zip(widths, runs).map { Fit(units: $0, run: $1) }
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "The curve is y = sin x + ½ sin 3x. Each network has x as its input, one hidden layer "
            + "(\(plan.activation.text)) and y as its output, and is trained for \(plan.steps) "
            + "steps with \(plan.optimizer) on \(data.training.exampleCount) places of the curve. "
            + "Others are held out. All get the same training. What comes out shows units and "
            + "training together: with more steps a network can come closer, a small one too."),
        .table(ApproximationWords.table(fits)), .observation(ApproximationWords.gain(fits)),
        .observation(ApproximationWords.order(fits)), .observation(ApproximationWords.rest(fits)),
      ],
      numbers: [
        "units": widths.map(Double.init), "heldOutLosses": fits.map(\.loss),
        "worst": fits.map(\.worst),
      ],
      runs: runs, figures: [ApproximationWords.figure(fits, plan.activation.text, settings)])
  }

  /// 300 places of the curve, drawn evenly between −π and π.
  private static func data(seed: UInt64) throws -> Dataset {
    var generator = SeededGenerator(seed: seed, stream: 11)
    let x = (0..<300).map { _ in Double.pi * (2 * generator.nextUniform() - 1) }
    return try Dataset(
      name: "curve", features: x, targets: x.map(curve), featureNames: ["x"], targetName: "y")
  }
}
