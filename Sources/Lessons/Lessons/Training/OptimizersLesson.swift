import Experiments
import Networks
import Reports

/// Batch, mini-batch and stochastic descent, momentum and Adam: down x² + 3y², then on digits.
struct OptimizersLesson: Lesson {
  let options: [LessonOption] = [.start, .learningRate, .momentum, .steps, .seed]
  let sliders = [
    LessonSlider(
      .learningRate, ["0.01", "0.03", "0.1", "0.2", "0.3", "0.33", "0.4"], start: "0.1"),
    LessonSlider(.momentum, ["0.5", "0.9"], start: "0.9"),
  ]
  let card = LessonCard(
    name: "optimizers", topic: "batch, stochastic, mini-batch, momentum and Adam, step by step",
    question: "How does a gradient become a step, and which way is the fastest?",
    guess: Self.guess(0.9),
    mistake:
      "Comparing optimizers at one learning rate. To plain descent it is a factor on the slope; "
      + "with "
      + "a momentum of 0.9 up to ten such steps add up; Adam takes it for about the length of a "
      + "step in each direction. Compare each at a rate of its own.",
    next: [
      .init("lesson optimizers --learning-rate 0.3", "a rate that is nearly too large for y"),
      .init("compare --depth 4 --optimizer adam", "Adam on four deep networks"),
    ])

  private static func guess(_ momentum: Double) -> String {
    "A valley is three times as steep in y as in x, as far from the bottom. Momentum keeps "
      + "\(Shown.exact(momentum)) of the last step. Does it reach the bottom before plain descent "
      + "does?"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let start = try settings.numbers(.start, or: [4, 3], count: 2...2, in: -1000...1000)
    let rate = try settings.number(.learningRate, or: 0.1, in: 1e-9...2)
    let share = try settings.number(.momentum, or: 0.9, in: 0...0.9999)
    let steps = try settings.whole(.steps, or: 20, in: 1...100)
    let seed = try settings.seed()
    guard let momentum = Momentum(momentum: share) else {
      throw LessonError.value(.momentum, expected: "a share from 0 to 0.9999", got: "\(share)")
    }
    let ways: [(String, any Optimizer, Int)] = [
      ("batch", StochasticGradientDescent(), 0), ("mini-batch", StochasticGradientDescent(), 8),
      ("stochastic", StochasticGradientDescent(), 1), ("momentum", momentum, 0),
      ("adam", Adam(), 0),
    ]
    let paths = ways.map { name, optimizer, batchSize in
      ValleyRun(
        name, optimizer, batchSize: batchSize, start: start, learningRate: rate, steps: steps,
        seed: seed)
    }
    let digits = try await OptimizersOnDigits.train(momentum: share, seed: seed, stop: stop)
    return LessonReport(
      card.guessing(Self.guess(share)), settings,
      parts: [
        .heading(
          "Down x² + 3y² from (\(Shown.exact(start[0])), \(Shown.exact(start[1]))), rate "
            + "\(Shown.exact(rate))"),
        .prose(
          "The slope is that of \(ValleyRun.exampleCount) examples on average. Batch looks at all "
            + "of them before a step, mini-batch at 8, stochastic at 1. Momentum adds "
            + "\(Shown.exact(share)) of its last step to each, Adam divides by the usual size of "
            + "the slope; both look at all."),
        .table(Self.table(paths)),
        .observation(OptimizersSentences.race(paths)),
        .observation(OptimizersSentences.overshoot(paths)),
        .observation(OptimizersSentences.adam(paths, rate)),
        .observation(OptimizersSentences.noise(paths)),
        .heading(
          "On digits, \(OptimizersOnDigits.epochs) looks at each example, rates of their own"),
        .table(OptimizersOnDigits.table(digits)),
        .observation(OptimizersSentences.work(digits)),
      ],
      numbers: paths.reduce(into: [:]) {
        $0["\($1.name) losses"] = $1.losses
        $0["\($1.name) end"] = $1.points.last
      }.merging(["accuracies": digits.map(\.accuracy)]) { $1 },
      runs: digits, figures: [OptimizersFigure.figure(paths, digits, settings)])
  }

  private static func table(_ paths: [ValleyRun]) -> PlainTable {
    let steps = (paths.first?.points.count ?? 1) - 1
    let shown = Array(Set([1, steps / 4, steps / 2, steps].filter { $0 > 0 })).sorted()
    return PlainTable(
      columns: [.init("way")] + shown.map { .init("loss at \($0)") }
        + [.init("ends at x, y")],
      rows: paths.map { path in
        let losses = path.losses
        let end = path.points[steps].map { "\(Shown($0))" }.joined(separator: ", ")
        return [.init(path.name)]
          + shown.map { .init("\(Shown(losses[$0]))") } + [.init(end)]
      })
  }
}
