import Experiments
import Records
import Tensors

/// Runs in the forms of published programs that learn as they are, each with one fault planted; the
/// kinds take turns.
struct OutsideFaultPlan {
  private var turn = 0
  /// How many kinds there are.
  static let kinds = 18

  /// The next one.
  mutating func next(index: Int, using g: inout SeededGenerator) -> OutsideTrial {
    defer { turn += 1 }
    let turn = turn % Self.kinds
    let form: OutsideForm =
      switch turn {
      case 4, 9: g.pick(OutsideForm.bent)
      case 10: g.pick([.lenders, .passengers])
      case 12: g.pick([.rings, .corners, .corners, .parabola, .wave, .flowers])
      case 15, 16: g.pick([.lenders, .houses, .cars, .cultivars, .tumours])
      default:
        g.pick([
          .flowers, .cultivars, .tumours, .crescents, .rings, .corners, .parabola, .wave, .houses,
          .cars, .sums,
        ])
      }
    let kind: OutsideTrial.Kind =
      form.isOfValues ? .values : form.isOfTwoClasses ? .twoClasses : .classes
    var trial = OutsideTrial(index: index, kind: kind, form: form, healthyPlan: TrainingPlan())
    trial.isNumbered = g.nextUniform() < 0.5
    var c = Self.sturdy(for: trial, using: &g)
    switch turn {
    case 0, 1:
      if g.nextUniform() < 0.7 { (c.optimizer, c.learningRate) = ("sgd", 0.1) }
      trial.fault = .rate(times: g.pick([30, 50, 100]))
    case 2: trial.fault = .rate(times: g.pick([1e-3, 1e-4, 1e-5]))
    case 3: trial.fault = .batchNorm(of: g.pick([2, 2, 3, 4]))
    case 4: trial.fault = .linear
    case 5:
      (c.optimizer, c.learningRate) = ("sgd", 0.05)
      trial.fault = .clipping(g.pick([1e-5, 1e-4, 1e-3]))
    case 6: trial.fault = .decay(g.pick([0.3, 1, 3]))
    case 7, 8:
      (c.optimizer, c.learningRate) = g.pick([("sgd", 0.05), ("adam", 0.003)])
      trial.fault = .schedule(every: g.whole(2...max(c.steps / 100, 3)))
    case 9: trial.fault = .units(1)
    case 10:
      let share = g.pick([0.015, 0.02, 0.03, 0.05])
      trial.rareShare = share
      trial.fault = .rareClass(share)
    case 11:
      (c.optimizer, c.learningRate) = g.pick([("sgd", 0.05), ("adam", 0.001)])
      trial.fault = .steps(Int(g.logUniform(3, 40.99)))
    case 12: trial.fault = .outlier(g.pick([9.9e9, 1e6, -99_999]))
    case 13: trial.fault = .constantColumn
    case 14: trial.fault = .answerColumn
    case 15, 16:
      if g.nextUniform() < 0.7 { (c.optimizer, c.learningRate) = ("sgd", 0.05) }
      trial.fault = .unscaled
    default: trial.fault = g.nextUniform() < 0.5 ? .zeroWeights : .randomAnswers
    }
    trial.healthyPlan = c
    return trial
  }

  /// A network that learns any of the tables as it is: enough units, a usual rate, enough updates.
  static func sturdy(for trial: OutsideTrial, using g: inout SeededGenerator) -> TrainingPlan {
    var c = OutsidePlan.usual(for: trial, using: &g)
    (c.widths, c.norm, c.clipNorm, c.schedule, c.weightDecay) = (nil, "none", nil, "constant", 0)
    c.depth = g.whole(1...3)
    c.width = g.whole(10...20)
    c.activation = PerLayer(g.pick(["relu", "relu", "tanh"]))
    c.initializer = TrainingPlan.matchingInitializer(of: c.activation)
    (c.optimizer, c.learningRate) = g.pick([
      ("sgd", 0.1), ("momentum", 0.02), ("adam", 0.003), ("adam", 0.01),
    ])
    c.batchSize = g.pick([8, 16, 32])
    c.steps = Int(g.logUniform(800, 5000))
    OutsidePlan.bound(&c)
    return c
  }
}
