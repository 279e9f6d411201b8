import Datasets
import Experiments
import Networks
import Reports

/// What the units of each layer answer to on digits, and what more examples bring.
struct FeaturesLesson: Lesson {
  let options: [LessonOption] =
    [.depth, .width, .activation, .examples]
    + [.steps, .learningRate, .optimizer, .momentum, .batchSize, .seed]
  let sliders = [
    LessonSlider(.activation, ["relu", "tanh"], start: "relu"),
    LessonSlider(.depth, ["1", "2", "3", "5"], start: "3"),
  ]
  let card = LessonCard(
    name: "features", topic: "what units answer to, layer by layer, and what more examples bring",
    question: "What do the units of a network look for, and who tells them?",
    guess: Self.guess(layers: 3),
    mistake:
      "Making up features by hand and training on a few examples of them. A network makes its own, "
      + "but from examples: with few it knows those few by heart, and is often wrong on others.",
    next: [
      .init("lesson features --examples 300", "300 examples"),
      .init("lesson features --depth 1", "a single hidden layer"),
      .init("train --depth 3 --pictures activations", "what the layers pass on, as a picture"),
    ])

  private static func guess(layers: Int) -> String {
    "A network learns to read digits from examples alone. Will a unit of its "
      + "\(layers > 1 ? "first" : "hidden") layer answer to a whole digit or to something that "
      + "several digits share?\(layers > 1 ? " And one of its last?" : "")"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps, plan.batchSize) = (3, 24, 300, 32)
    plan = try settings.applied(to: plan)
    guard (1...6).contains(plan.depth) else {
      throw LessonError.value(
        .depth,
        expected: "a whole number from 1 to 6, as each layer is drawn", got: "\(plan.depth)")
    }
    let activation = try settings.activation(or: "relu")
    let digits = try Digits.load()
    let most = try settings.whole(.examples, or: 1350, in: 100...1700)
    let counts = Array(Set([max(most / 27, 50), max(most / 5, 50), most])).sorted()
    let plans = try counts.map { count in
      var plan = plan
      plan.validationFraction = 1 - Double(count) / Double(digits.exampleCount)
      return (
        run: PlannedRun(name: "\(count) examples", plan: plan),
        data: try PreparedData(digits, for: plan)
      )
    }
    let networks = try await TrainedNetwork.train(plans, stop: stop)
    let runs = networks.map(\.run)
    guard let last = networks.last, let data = plans.last?.data else {
      return LessonReport(card, settings, parts: [])
    }
    // The same rows in the same order, in pixels from 0 to 16.
    var unscaled = plans[plans.count - 1].run.plan
    unscaled.standardize = false
    let pixels = try PreparedData(digits, for: unscaled)
    let widths =
      [digits.featureCount] + Array(repeating: plan.width, count: plan.depth) + [digits.classCount]
    let units = try UnitAnswers(
      last.last, widths: widths, activation: activation, on: data.training,
      pictures: pixels.training)
    return LessonReport(
      card.guessing(Self.guess(layers: plan.depth)), settings,
      parts: [
        .prose(
          "\(plan.depth) hidden \(plan.depth == 1 ? "layer" : "layers") of \(plan.width) units "
            + "(\(activation.name)), \(plan.steps) steps on digits of 8 × 8 pixels. Nobody says "
            + "what a unit should look for. Of each unit we take the \(UnitAnswers.top) digits for "
            + "which it is highest."),
        .heading("What units answer to"), .table(FeaturesWords.layers(units)),
        .observation(FeaturesWords.purity(units)), .observation(FeaturesWords.silence(units)),
        .heading("What more examples bring"), .table(FeaturesWords.examples(runs)),
        .observation(FeaturesWords.more(runs)), .observation(FeaturesWords.gap(runs)),
      ],
      numbers: [
        "explained": units.explained, "silent": units.silent.map(Double.init),
        "examples": runs.map { Double($0.record.evaluation.trainingExamples) },
        "accuracies": runs.map(\.accuracy),
      ],
      runs: runs, figures: [FeaturesFigure.figure(units, runs, digits.classNames, settings)])
  }
}
