import Networks
import Tensors
import Testing

@Suite struct PerceptronTests {
  // MARK: - One neuron

  @Test func aWeightedSumThenAnActivation() throws {
    let inputs = [1.0, 2, 3]
    func neuron(_ activation: any Activation) -> Perceptron<Double> {
      Perceptron(weights: [0.2, 0.8, -0.5], bias: 2, activation: activation)
    }
    // 0.2 + 1.6 − 1.5 + 2 in numbers that are not exact in binary: some units of 2⁻⁵².
    #expect(abs(try neuron(Identity()).preactivation(inputs) - 2.3) < 1e-15)
    #expect(abs(try neuron(Sigmoid()).output(inputs) - 0.9088770389851438) < 1e-15)
    #expect(abs(try neuron(ReLU()).output(inputs) - 2.3) < 1e-15)
    #expect(abs(try neuron(Tanh()).output(inputs) - 0.9800963962661914) < 1e-15)
  }

  @Test func worksInFloat() throws {
    let neuron = Perceptron<Float>(weights: [0.2, 0.8, -0.5], bias: 2)
    // Some units of 2⁻²³.
    #expect(abs(try neuron.output([1, 2, 3]) - 0.908877) < 1e-6)
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func takesAnyActivation(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let output = try Perceptron(weights: [1.5], bias: -1, activation: activation).output([2.0])
    var (z, expected) = (2.0, 0.0)
    activation.apply(&z, into: &expected, count: 1)
    #expect(output == expected)
  }

  // MARK: - What one line can part

  static let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
  static let separable = ["AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]]
  static let xor = [0, 1, 1, 0]

  private func randomStart(_ seed: UInt64, inputs: Int = 2) -> Perceptron<Double> {
    var generator = SeededGenerator(seed: seed)
    return Perceptron(
      weights: (0..<inputs).map { _ in generator.nextNormal() }, bias: generator.nextNormal())
  }

  @Test(arguments: ["AND", "OR", "NAND"])
  func learnsWhatOneLineParts(_ gate: String) throws {
    let labels = try #require(Self.separable[gate])
    let starts = [Perceptron<Double>(inputs: 2)] + (0..<50).map { randomStart($0) }
    for rate in [1.0, 0.1] {
      for start in starts {
        var perceptron = start
        let outcome = try perceptron.learn(
          Self.corners, labels: labels, learningRate: rate, epochs: 1000)
        #expect(outcome.converged)
        #expect(outcome.wrong == 0)
        #expect(outcome.fewestWrong == 0)
        for (x, label) in zip(Self.corners, labels) {
          let saysYes = try perceptron.preactivation(x) > 0
          #expect(saysYes == (label == 1))
        }
        // An epoch more makes no mistake.
        let again = try perceptron.learn(Self.corners, labels: labels, epochs: 5)
        #expect(again.epochs == 1)
        #expect(again.mistakes == 0)
      }
    }
  }

  /// One epoch of OR, worked by hand.
  @Test func everyStepIsRosenblattsRule() throws {
    var perceptron = Perceptron<Double>(inputs: 2)
    let first = try perceptron.learn(
      Self.corners, labels: [0, 1, 1, 1], learningRate: 0.5, epochs: 1)
    // (0,0): z = 0, right. (0,1): z = 0, wrong: w = (0, ½), b = ½. The others: z > 0, right.
    #expect(perceptron.weights == [0, 0.5])
    #expect(perceptron.bias == 0.5)
    #expect(first.mistakes == 1)
    // Now z(0,0) = ½ is wrong.
    #expect(first.wrong == 1)
    #expect(first.description == "not converged after 1 epoch: 1 example wrong, 1 at best")
  }

  @Test func sayHowManyEpochsItTook() throws {
    var perceptron = Perceptron<Double>(inputs: 2)
    let outcome = try perceptron.learn(Self.corners, labels: [0, 0, 0, 0])
    // Zeros answer no to everything: the first epoch is the one without a mistake.
    #expect(outcome.description == "converged after 1 epoch")
  }

  // MARK: - What no line parts

  @Test(arguments: [0, 1, 10, 200])
  func neverClaimsToHaveLearnedXOR(_ epochs: Int) throws {
    for seed in 0..<50 as Range<UInt64> {
      var perceptron = randomStart(seed)
      let outcome = try perceptron.learn(Self.corners, labels: Self.xor, epochs: epochs)
      #expect(!outcome.converged)
      #expect(outcome.epochs == epochs)
      #expect(outcome.wrong >= 1)
      #expect(outcome.fewestWrong >= 1)
      #expect(outcome.fewestWrong <= outcome.wrong)
    }
  }

  @Test func keepsTheBestWeightsOnTheWay() throws {
    for seed in 0..<50 as Range<UInt64> {
      var perceptron = randomStart(seed)
      let outcome = try perceptron.learn(Self.corners, labels: Self.xor, epochs: 100)
      let best = Perceptron(weights: outcome.bestWeights, bias: outcome.bestBias)
      let wrong = try zip(Self.corners, Self.xor).filter {
        (try best.preactivation($0) > 0) != ($1 == 1)
      }
      #expect(wrong.count == outcome.fewestWrong)
    }
  }

  /// Novikoff 1962: at most (R/γ)² mistakes from zeros, where R is the largest length of an example
  /// and γ the margin of some unit vector, both with a 1 for the bias.
  @Test(arguments: 0..<20 as Range<UInt64>, [0.5, 0.1, 0.02])
  func mistakesAreBoundedByTheMargin(_ seed: UInt64, _ margin: Double) throws {
    var generator = SeededGenerator(seed: seed)
    let dimension = 5
    let raw = (0...dimension).map { _ in generator.nextNormal() }
    let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let separator = raw.map { $0 / length }
    var inputs: [[Double]] = []
    var labels: [Int] = []
    var largest = 0.0
    while inputs.count < 200 {
      let x = (0..<dimension).map { _ in generator.nextNormal() }
      let side = zip(separator, x + [1]).reduce(0) { $0 + $1.0 * $1.1 }
      if abs(side) < margin { continue }
      inputs.append(x)
      labels.append(side > 0 ? 1 : 0)
      largest = max(largest, x.reduce(1) { $0 + $1 * $1 })
    }
    let bound = largest / (margin * margin)
    for rate in [1, 0.001] {
      var perceptron = Perceptron<Double>(inputs: dimension)
      let outcome = try perceptron.learn(
        inputs, labels: labels, learningRate: rate, epochs: 1_000_000)
      #expect(outcome.converged)
      #expect(Double(outcome.mistakes) <= bound)
      // The set is no trivial one: there was something to learn.
      #expect(outcome.mistakes > 0)
    }
  }

  // MARK: - What it cannot take

  private func message(
    _ inputs: [[Double]], _ labels: [Int], rate: Double = 1, epochs: Int = 1
  ) -> String {
    var perceptron = Perceptron<Double>(weights: [1, 2], bias: 3)
    do {
      _ = try perceptron.learn(inputs, labels: labels, learningRate: rate, epochs: epochs)
      return "no error"
    } catch {
      // Nothing has been learned.
      #expect(perceptron.weights == [1, 2])
      #expect(perceptron.bias == 3)
      return error.description
    }
  }

  @Test func saysWhatWasExpectedAndWhatCame() {
    #expect(
      message([[1, 2], [3]], [0, 1]) == "perceptron, example 2: expected 2 inputs, got 1")
    #expect(
      message([[1, 2]], [0, 1]) == "perceptron: expected 1 label, one per example, got 2")
    #expect(message([[1, 2]], [2]) == "perceptron, example 1: expected label 0 or 1, got 2")
    #expect(
      message([[1, .nan]], [0])
        == "perceptron, example 1: expected finite inputs, got NaN or an infinity")
    #expect(
      message([], [], rate: 0) == "perceptron: expected a finite learning rate above 0, got 0.0")
    #expect(message([], [], rate: .nan).hasSuffix("got nan"))
    #expect(
      message([], [], epochs: -1) == "perceptron: expected a number of epochs from 0 up, got -1")
  }

  @Test func oneInputOfTheWrongLengthIsAnError() {
    let perceptron = Perceptron<Float>(inputs: 3)
    #expect(throws: PerceptronError.wrongInputCount(example: nil, expected: 3, got: 2)) {
      try perceptron.output([1, 2])
    }
    #expect(throws: PerceptronError.wrongInputCount(example: nil, expected: 3, got: 0)) {
      try perceptron.preactivation([])
    }
  }

  @Test func sumsThatOverflowAreWrongAnswers() throws {
    let huge = Double.greatestFiniteMagnitude
    var perceptron = Perceptron<Double>(weights: [huge, -huge], bias: 0)
    let inputs = [[huge, huge], [huge, huge]]
    // ∞ − ∞ is NaN, which is no answer for either label.
    #expect(try perceptron.learn(inputs, labels: [0, 1], epochs: 0).wrong == 2)
    #expect(try !perceptron.learn(inputs, labels: [0, 1], epochs: 3).converged)
  }

  @Test func noExamplesAreLearnedAtOnce() throws {
    var perceptron = Perceptron<Double>(inputs: -1)
    #expect(perceptron.weights.isEmpty)
    #expect(try perceptron.learn([], labels: []).converged)
  }
}
