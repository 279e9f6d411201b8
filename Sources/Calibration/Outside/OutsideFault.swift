import Experiments
import Records
import Tensors

/// One mistake that people make with small networks and tables of their own.
enum OutsideFault: Sendable, Equatable {
  /// The learning rate multiplied.
  case rate(times: Double)
  /// Batch norm over so few examples.
  case batchNorm(of: Int)
  /// No non-linearity, where the data need one.
  case linear
  /// A bound on the gradient's norm so small that nothing moves.
  case clipping(Double)
  /// A weight decay that pulls harder than the loss.
  case decay(Double)
  /// A schedule that takes the rate away within the first steps.
  case schedule(every: Int)
  /// So few units, where the data need more.
  case units(Int)
  /// So few updates.
  case steps(Int)
  /// A class of this share, which hardly differs from the other.
  case rareClass(Double)
  /// A column with one value.
  case constantColumn
  /// One value of this size in a column.
  case outlier(Double)
  /// The answer in another unit among the features.
  case answerColumn
  /// Answers that have nothing to do with the features.
  case randomAnswers
  /// Columns in dollars and years as they are.
  case unscaled
  /// All weights zero.
  case zeroWeights

  /// Without numbers, for counting.
  var kind: String {
    switch self {
    case .rate(let factor):
      factor > 1
        ? "learning rate far too large"
        : "learning rate far too "
          + "small"
    case .batchNorm: "batch norm of few"
    case .linear: "no non-linearity"
    case .clipping: "gradient clipped to nothing"
    case .decay: "weight decay far too large"
    case .schedule: "schedule ends the training"
    case .units: "too few units"
    case .steps: "too few updates"
    case .rareClass: "a rare class"
    case .constantColumn: "a column that is constant"
    case .outlier: "an outlier"
    case .answerColumn: "the answer among the features"
    case .randomAnswers: "answers dealt at random"
    case .unscaled: "features not scaled"
    case .zeroWeights: "weights all zero"
    }
  }

  /// With the number.
  var words: String {
    switch self {
    case .rate(let factor): "learning rate ×\(factor)"
    case .batchNorm(let count): "batch norm of \(count)"
    case .clipping(let bound): "clipped at \(bound)"
    case .decay(let decay): "weight decay \(decay)"
    case .schedule(let every): "a tenth of the rate every \(every) steps"
    case .units(let count): "\(count) units"
    case .steps(let count): "\(count) updates"
    case .rareClass(let share): "a class of \(share)"
    case .outlier(let value): "a value of \(value)"
    default: kind
    }
  }

  /// The codes of which a right diagnosis names one.
  var codes: [String] {
    switch self {
    case .rate(let factor): factor > 1 ? ["GS303", "GS401", "GS103"] : ["GS302"]
    case .batchNorm: ["GS205"]
    case .linear: ["GS206"]
    case .clipping: ["GS305"]
    case .decay: ["GS306"]
    case .schedule: ["GS307"]
    case .units: ["GS407"]
    case .steps: ["GS409"]
    case .rareClass: ["GS406", "GS505"]
    case .constantColumn: ["GS503"]
    case .outlier: ["GS504"]
    case .answerColumn: ["GS506"]
    case .randomAnswers: ["GS404", "GS402", "GS408"]
    case .unscaled: ["GS501"]
    case .zeroWeights: ["GS304"]
    }
  }

  /// Makes the mistake in a plan that is right.
  func plant(in plan: inout TrainingPlan) {
    switch self {
    case .rate(let factor): plan.learningRate *= factor
    case .batchNorm(let count): (plan.norm, plan.batchSize) = ("batch", count)
    case .linear:
      plan.activation = "identity"
      plan.initializer = PerLayer(TrainingPlan.matchingInitializer(of: "identity"))
    case .clipping(let bound): plan.clipNorm = bound
    case .decay(let decay): plan.weightDecay = decay
    case .schedule(let every): plan.schedule = "step:\(every):0.1"
    case .units(let count): (plan.widths, plan.depth, plan.width) = (nil, 1, count)
    case .steps(let count): plan.steps = count
    case .unscaled: plan.standardize = false
    case .zeroWeights: plan.initializer = "zeros"
    case .rareClass, .constantColumn, .outlier, .answerColumn, .randomAnswers: break
    }
  }

  /// Makes the mistake in a table that is right.
  func plant(in table: inout OutsideTable, using generator: inout SeededGenerator) {
    switch self {
    case .constantColumn:
      table.columns.append(
        .init(name: "edition", values: Array(repeating: 2024, count: table.rows)))
    case .outlier(let value):
      let column = generator.whole(0...table.columns.count - 1)
      table.columns[column].values[generator.whole(0...table.rows - 1)] = value
    case .answerColumn: table.addAnswer()
    case .randomAnswers: table.shuffleAnswers(using: &generator)
    default: break
    }
  }
}
