import Charts
import Datasets
import Experiments
import Reports

/// The same network on inputs as they come and on standardized ones.
struct InputScalingLesson: Lesson {
  let options: [LessonOption] =
    [.depth, .width, .activation, .initializer]
    + LessonSettings.training.filter { $0 != .dataset }
  let sliders = [
    LessonSlider(.activation, ["relu", "tanh", "sigmoid"], start: "relu"),
    LessonSlider(.learningRate, ["0.000001", "0.001", "0.05", "0.5"], start: "0.05"),
  ]
  let card = LessonCard(
    name: "input-scaling", topic: "inputs as they come, and standardized, side by side",
    question: "Does it matter in which units the inputs of a network are given?",
    guess:
      "Income is 25,000 to 80,000, age 25 to 55, a ratio 0.5 to 0.9. All three decide alike "
      + "whether a loan is granted. Which of them does a fresh network hear?",
    mistake:
      "Feeding columns as they come. Measure mean and deviation of each column on the training "
      + "examples alone, and apply these same numbers to every other example: to held-out ones "
      + "and to those of next year.",
    next: [
      .init("lesson input-scaling --learning-rate 0.000001", "a rate so small that nothing breaks"),
      .init("train --dataset digits --no-standardize", "digits as they come, from 0 to 16"),
      .init("explain unscaled-inputs", "what the judge looks for"),
    ])

  /// What a network was fed with, and what became of it.
  struct Side: Sendable {
    let network: TrainedNetwork
    /// Each input's part of the weighted sums of the first layer, from 0 to 1.
    let shares: [Double]

    init(_ network: TrainedNetwork, on data: Dataset) {
      self.network = network
      let weights = network.firstWeights
      let width = data.featureCount
      let sizes = (0..<width).map { column in
        let w = InputScalingLesson.rms(weights.map { $0[column] })
        let values = stride(from: column, to: data.features.count, by: width)
        return w * InputScalingLesson.rms(values.map { data.features[$0] })
      }
      let sum = sizes.reduce(0, +)
      shares = sizes.map { sum > 0 ? $0 / sum : .nan }
    }

    var run: JudgedRun { network.run }
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps, plan.batchSize) = (2, 16, 300, 32)
    plan = try settings.applied(to: plan)
    try settings.check(
      plan, hasLayers: 1, as: "it is the sums of the first hidden layer that are looked at")
    var raw = plan
    raw.standardize = false
    let applications = try LoanApplications.drawn(500, seed: plan.seed)
    let data = [
      try PreparedData(applications, for: raw), try PreparedData(applications, for: plan),
    ]
    let networks = try await TrainedNetwork.train(
      [
        (PlannedRun(name: "as they come", plan: raw), data[0]),
        (PlannedRun(name: "standardized", plan: plan), data[1]),
      ], stop: stop)
    let sides = zip(networks, data).map { Side($0, on: $1.training) }
    let two = try LoanApplications.two()
    let scaled = try Standardizer(fitting: two).apply(to: two)
    return LessonReport(
      card, settings,
      parts: [
        .heading("Standardize: (x − mean) / deviation of the column"), .table(Self.two(scaled)),
        .heading("The same network on 500 applications of such people"),
        .prose(
          "\(plan.depth) hidden layers of \(plan.width) units, \(plan.activation.text), learning "
            + "rate \(Shown.exact(plan.learningRate)), \(plan.steps) steps, the same first "
            + "weights. Granted or not: the three inputs count alike."),
        .table(InputScalingWords.shares(sides)), .observation(InputScalingWords.loudest(sides)),
        .table(InputScalingWords.outcomes(sides)), .observation(InputScalingWords.start(sides)),
        .observation(InputScalingWords.end(sides)),
      ],
      numbers: [
        "standardized": scaled.features, "sharesRaw": sides[0].shares,
        "sharesScaled": sides[1].shares,
        "accuracies": sides.map(\.run.accuracy),
      ],
      runs: sides.map(\.run), figures: [InputScalingWords.figure(sides, settings)])
  }

  private static func two(_ scaled: Dataset) -> PlainTable {
    let width = LoanApplications.featureNames.count
    return PlainTable(
      columns: [
        .init("input"), .init("person 1"), .init("person 2"), .init("1, standardized"),
        .init("2, standardized"),
      ],
      rows: LoanApplications.featureNames.indices.map { column in
        [.init(LoanApplications.featureNames[column])]
          + LoanApplications.table.map { .init("\(Shown($0[column]))") }
          + LoanApplications.table.indices.map {
            .init("\(Shown(scaled.features[$0 * width + column]))")
          }
      })
  }

  /// √(mean of x²).
  private static func rms(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))).squareRoot()
  }
}
