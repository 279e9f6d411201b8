import Experiments
import Networks
import RealModule
import Records
import Tensors

/// Which runs a calibration makes: networks drawn at random from everything the program offers, and
/// healthy networks in which a fault was planted.
struct TrialPlan {
  /// Which of two sets of seeds that have none in common.
  enum Seeds: String, CaseIterable, Sendable {
    case tuning
    case heldOut = "held-out"

    /// Seeds of the one are even, of the other odd; their plans are drawn from other streams.
    var stream: UInt64 { self == .tuning ? 101 : 202 }
  }

  /// The runs, in order.
  let trials: [Trial]

  /// Draws a plan.
  ///
  /// - Parameter plantedShare: of the runs, how many have a planted fault.
  init(_ seeds: Seeds, count: Int, seed: UInt64, plantedShare: Double = 0.4) {
    var generator = SeededGenerator(seed: seed, stream: seeds.stream)
    var planted = FaultPlan()
    trials = (0..<count).map { index in
      let isPlanted = generator.nextUniform() < plantedShare
      var trial =
        isPlanted
        ? planted.next(index: index, using: &generator)
        : Self.free(index: index, using: &generator)
      trial.configuration.seed =
        (seed << 32) + UInt64(2 * index) + (seeds == .tuning ? 0 : 1)
      trial.configuration.recordingTier = .scalars
      return trial
    }
  }

  /// A network drawn from everything the program offers.
  private static func free(index: Int, using generator: inout SeededGenerator) -> Trial {
    var c = TrainingPlan()
    c.depth = Int(generator.logUniform(2, 60.99))
    c.width = Int(generator.logUniform(16, 256.99))
    let activations = ActivationCatalog.all.map { $0.name } + ["sigmoid", "tanh", "relu"]
    let activation = generator.pick(activations)
    c.activation = PerLayer(activation)
    c.initializer = PerLayer(initializer(for: activation, using: &generator))
    c.biasStd = generator.nextUniform() < 0.15 ? 0.1 : 0
    c.norm = generator.pick(["none", "none", "none", "none", "none", "layer", "batch"])
    if generator.nextUniform() < 0.25 {
      c.residual = true
      c.residualScale = generator.nextUniform() < 0.5 ? nil : 1
    }
    c.optimizer = generator.pick([
      "sgd", "sgd", "sgd", "sgd", "sgd", "sgd", "momentum", "nesterov", "rmsprop", "adam", "adam",
    ])
    let usual = TrainingPlan.defaultLearningRate(of: c.optimizer)
    let kind = generator.nextUniform()
    let factor =
      kind < 0.06
      ? generator.logUniform(1e-6, 1e-4)
      : kind < 0.12 ? generator.logUniform(10, 300) : generator.logUniform(0.2, 5)
    c.learningRate = rounded(usual * factor)
    c.batchSize = generator.pick([32, 32, 64])
    if generator.nextUniform() < 0.05 { c.loss = "mse" } else { c.loss = "auto" }
    c.standardize = generator.nextUniform() > 0.05
    if generator.nextUniform() < 0.1 { starve(&c, using: &generator) }
    bound(&c)
    return Trial(
      index: index, configuration: c,
      dataset: generator.pick(["digits", "digits", "spirals", "blobs"]), fault: nil)
  }

  /// Deep, plain, with small weights: where float32 ends before the layers do.
  private static func starve(
    _ c: inout TrainingPlan, using generator: inout SeededGenerator
  ) {
    c.depth = Int(generator.logUniform(12, 60.99))
    (c.norm, c.residual, c.residualScale, c.biasStd) = ("none", false, nil, 0)
    c.initializer = generator.pick(["naive", "fan-in:0.01", "fan-in:0.001", "normal:0.003"])
  }

  private static func initializer(
    for activation: String, using generator: inout SeededGenerator
  ) -> String {
    let gain = rounded(generator.logUniform(0.1, 6))
    let limit = rounded(generator.logUniform(0.02, 0.5))
    let matching = TrainingPlan.matchingInitializer(of: activation)
    return generator.pick(
      [
        matching, matching, matching, matching, matching, "naive", "naive", "xavier-normal",
        "xavier-uniform", "he-normal", "he-uniform", "lecun-normal", "orthogonal", "lsuv",
        "fan-in:\(gain)", "fan-in:\(gain)", "fan-in:\(gain)", "fan-in:\(gain)", "fan-in:\(gain)",
        "uniform:\(limit)", generator.pick(["zeros", "constant:0.1"]),
      ])
  }

  /// Keeps a run to a second or so: wide networks are shallow, and large ones make fewer steps, but
  /// never fewer than 120, as 100 are needed to say that nothing was learned.
  static func bound(_ c: inout TrainingPlan) {
    let mostWeights = 400_000.0
    c.width = min(c.width, Int((mostWeights / Double(c.depth)).squareRoot()))
    let operations = 6 * Double(c.batchSize) * Double(c.depth) * Double(c.width * c.width + 512)
    c.steps = min(max(Int(4e9 / operations), 120), 300)
  }

  /// In two digits, so that a person can type it.
  static func rounded(_ value: Double) -> Double {
    var scale = 1.0
    while value * scale < 10 { scale *= 10 }
    return (value * scale).rounded() / scale
  }
}

extension SeededGenerator {
  /// exp of a uniform number between the logarithms of the two.
  mutating func logUniform(_ low: Double, _ high: Double) -> Double {
    Double.exp(Double.log(low) + nextUniform() * (Double.log(high) - Double.log(low)))
  }

  /// One of them.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[min(Int(nextUniform() * Double(elements.count)), elements.count - 1)]
  }

  /// A whole number of the range.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + min(Int(nextUniform() * Double(range.count)), range.count - 1)
  }
}
