import Networks
import Tensors
import Testing

/// What the numbers of the chapter and of NumPy do not show.
@Suite struct OptimizerTests {
  private func tensor<Scalar: RealScalar>(
    _ value: Scalar, gradient: Scalar, role: Parameter<Scalar>.Role = .weight
  ) -> Parameter<Scalar> {
    Parameter(role: role, values: Matrix([[value]]), gradient: Matrix([[gradient]]))
  }

  @Test func momentumIsForThoseThatHaveIt() {
    let takers = OptimizerCatalog.all.filter { $0.init(momentum: 0.5) != nil }.map { $0.name }
    #expect(takers == ["momentum", "nesterov"])
    #expect(OptimizerCatalog.all.allSatisfy { $0.init(momentum: nil) != nil })
    for wrong in [-0.1, 1, 2, .nan, .infinity] {
      #expect(OptimizerCatalog.all.allSatisfy { $0.init(momentum: wrong) == nil })
    }
  }

  @Test func everyNumberIsTakenByThoseThatHaveIt() {
    let takers = Dictionary(
      uniqueKeysWithValues: OptimizerCatalog.all.map {
        ($0.name, $0.takes.map(\.rawValue).sorted())
      })
    #expect(
      takers == [
        "sgd": [], "momentum": ["momentum"], "nesterov": ["momentum"], "rmsprop": [],
        "adagrad": [], "adam": ["beta1", "beta2", "epsilon"],
        "adamw": ["beta1", "beta2", "epsilon"],
      ])
    for type in OptimizerCatalog.all {
      for name in OptimizerOptions.Name.allCases {
        var options = OptimizerOptions()
        switch name {
        case .momentum: options.momentum = 0.5
        case .beta1: options.beta1 = 0.5
        case .beta2: options.beta2 = 0.5
        case .epsilon: options.epsilon = 0.5
        }
        #expect((type.init(options) != nil) == type.takes.contains(name), "\(type.name) \(name)")
        #expect(options[name] == 0.5)
      }
    }
  }

  @Test(arguments: [
    (OptimizerOptions(beta1: 1), "beta1"), (OptimizerOptions(beta2: -0.1), "beta2"),
    (OptimizerOptions(epsilon: 0), "epsilon"), (OptimizerOptions(epsilon: .nan), "epsilon"),
    (OptimizerOptions(beta1: 0.9, beta2: .infinity), "beta2"),
  ])
  func aNumberOutOfItsRangeIsNamed(_ options: OptimizerOptions, _ name: String) {
    #expect(Adam(options) == nil)
    #expect(AdamW(options) == nil)
    let problem = options.problem(taking: Adam.takes)
    #expect(problem?.name.rawValue == name)
    #expect(problem?.expected?.hasPrefix("a number from ") == true)
    #expect(OptimizerOptions(momentum: 0.9).problem(taking: Adam.takes)?.expected == nil)
  }

  /// What the fact means: gradients a thousand times as large make the same step, or a thousand times
  /// as large a one.
  @Test(arguments: OptimizerCatalog.all.map { $0.name })
  func dividesByTheGradientsSizeOrDoesNot(_ name: String) throws {
    let optimizer = try #require(OptimizerCatalog.named(name)?.init(momentum: nil))
    func step(_ gradient: Double) -> Double {
      let parameter = tensor(0.0, gradient: gradient)
      OptimizerState(optimizer, for: [parameter]).update(
        [parameter], with: optimizer, learningRate: 0.1)
      return parameter.values[0, 0]
    }
    // ε beside a gradient of 0.1.
    #expect(abs(step(100) / step(0.1) / (optimizer.dividesByGradientSize ? 1 : 1000) - 1) < 1e-6)
  }

  /// An ε beside which every gradient is small turns Adam into descent with the rate η/ε.
  @Test func aLargeEpsilonUndoesTheDivision() throws {
    let optimizer = try #require(Adam(OptimizerOptions(epsilon: 1e6)))
    let parameter = tensor(0.0, gradient: 2)
    OptimizerState(optimizer, for: [parameter]).update(
      [parameter], with: optimizer, learningRate: 1)
    #expect(abs(parameter.values[0, 0] / -2e-6 - 1) < 1e-5)
  }

  /// The first step of Adam has the size η, whatever the gradient's.
  @Test(arguments: [1e-3, 1, 1e4])
  func adamsFirstStepIsTheLearningRate(_ gradient: Double) {
    let parameter = tensor(1.0, gradient: gradient)
    let optimizer = Adam()
    OptimizerState(optimizer, for: [parameter]).update(
      [parameter], with: optimizer, learningRate: 0.1)
    // ε beside a gradient of 1e-3 takes a share of 1e-5.
    #expect(abs(parameter.values[0, 0] - 0.9) < 2e-6)
  }

  @Test(arguments: OptimizerCatalog.all.map { $0.name })
  func weightsDecayAndBiasesDoNot(_ name: String) throws {
    let optimizer = try #require(OptimizerCatalog.named(name)?.init(momentum: nil))
    let weight = tensor(2.0, gradient: 0)
    let bias = tensor(2.0, gradient: 0, role: .bias)
    OptimizerState(optimizer, for: [weight, bias]).update(
      [weight, bias], with: optimizer, learningRate: 0.1, weightDecay: 0.01)
    #expect(weight.values[0, 0] < 2)
    #expect(bias.values[0, 0] == 2)
  }

  /// 0·∞ is no number: without decay an infinite weight enters no product. Of a width that is no
  /// multiple of a vector.
  @Test(arguments: OptimizerCatalog.all.map { $0.name }, [false, true])
  func withoutDecayAnInfiniteWeightStaysInfinite(_ name: String, measuring: Bool) throws {
    let optimizer = try #require(OptimizerCatalog.named(name)?.init(momentum: nil))
    let row = [Float](repeating: .infinity, count: 37)
    let weight = Parameter(
      values: Matrix([row]), gradient: Matrix([[Float](repeating: 0.5, count: 37)]))
    OptimizerState(optimizer, for: [weight]).update(
      [weight], with: optimizer, learningRate: 0.1, measuring: measuring)
    #expect(weight.values.rowArrays == [row])
  }

  /// Decoupled decay shrinks by ηλ; in Adam it becomes a step of size η.
  @Test func adamWDecaysByTheShareAdamByTheRate() {
    for (optimizer, expected) in [(AdamW(), 2 - 0.1 * 0.01 * 2), (Adam(), 2 - 0.1)]
      as [(any Optimizer, Double)]
    {
      let weight = tensor(2.0, gradient: 0)
      OptimizerState(optimizer, for: [weight]).update(
        [weight], with: optimizer, learningRate: 0.1, weightDecay: 0.01)
      // ε beside Adam's gradient of 0.02.
      #expect(abs(weight.values[0, 0] - expected) < 1e-6)
    }
  }

  @Test(arguments: OptimizerCatalog.all.map { $0.name })
  func measuresTheUpdateItMakes(_ name: String) throws {
    let optimizer = try #require(OptimizerCatalog.named(name)?.init(momentum: nil))
    // Five entries: a block of four and one more.
    let before = [0.5, -1, 2, 0.1, 3]
    let parameter = Parameter(
      values: Matrix<Double>([before]), gradient: Matrix([[1, -2, 3, 0.1, -0.3]]))
    let state = OptimizerState(optimizer, for: [parameter])
    for _ in 0..<3 {
      let old = parameter.values.rowArrays[0]
      state.update(
        [parameter], with: optimizer, learningRate: 0.05, weightDecay: 0.1, measuring: true)
      let change = zip(parameter.values.rowArrays[0], old).map { $0 - $1 }
      let norm = change.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Differences of numbers near 1 lose some digits.
      #expect(abs(parameter.lastUpdateNorm / norm - 1) < 1e-12)
    }
  }

  @Test(arguments: OptimizerCatalog.all.map { $0.name })
  func floatFollowsDouble(_ name: String) throws {
    let optimizer = try #require(OptimizerCatalog.named(name)?.init(momentum: nil))
    func path<Scalar: RealScalar>(_ type: Scalar.Type) -> Double {
      let parameter = tensor(Scalar(4), gradient: 0)
      let state = OptimizerState(optimizer, for: [parameter])
      for _ in 0..<20 {
        parameter.gradient[0, 0] = 2 * parameter.values[0, 0]
        state.update([parameter], with: optimizer, learningRate: 0.05)
      }
      return Double(parameter.values[0, 0])
    }
    // Twenty steps with units of 2⁻²³.
    #expect(abs(path(Float.self) - path(Double.self)) < 1e-5)
  }
}
