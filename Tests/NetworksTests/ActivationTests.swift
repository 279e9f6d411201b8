import Networks
import Tensors
import Testing

@Suite struct ActivationTests {
  /// φ and φ′ at one z.
  private func evaluate<Scalar: RealScalar>(
    _ activation: any Activation, _ z: Scalar
  ) -> (value: Scalar, slope: Scalar) {
    var (z, value, one, slope) = (z, Scalar(0), Scalar(1), Scalar(0))
    activation.apply(&z, into: &value, count: 1)
    _ = activation.backpropagate(&one, z: &z, a: &value, into: &slope, count: 1, measuring: false)
    return (value, slope)
  }

  @Test func namesAreUniqueAndFindTheirActivation() {
    let names = ActivationCatalog.all.map(\.name)
    #expect(
      names == [
        "sigmoid", "tanh", "relu", "leaky-relu", "elu", "selu", "gelu", "silu", "softplus",
        "mish", "hard-tanh", "exponential", "identity",
      ])
    for name in names { #expect(ActivationCatalog.named(name)?.name == name) }
  }

  @Test(arguments: [
    ("leaky-relu:0.2", "leaky-relu:0.2"), ("leaky-relu:2e-1", "leaky-relu:0.2"),
    ("leaky-relu:0.01", "leaky-relu"), ("leaky-relu", "leaky-relu"),
  ])
  func aNumberMayFollowTheName(_ typed: String, _ canonical: String) {
    #expect(ActivationCatalog.named(typed)?.name == canonical)
  }

  @Test(arguments: [
    "", ":", ":0.2", "rleu", "ReLU", "relu:", "relu:3", "sigmoid:1", "leaky-relu:", "leaky-relu:x",
    "leaky-relu:nan", "leaky-relu:inf", "leaky-relu:-0.1", "leaky-relu:0", "leaky-relu:1",
    "leaky-relu:0.2:0.3", "leaky-relu: 0.2",
  ])
  func rejectsWhatIsNoActivation(_ name: String) {
    #expect(ActivationCatalog.named(name) == nil)
  }

  @Test func messagesShowWhereANumberMayStand() {
    #expect(LeakyReLU().usage == "leaky-relu[:SLOPE]")
    #expect(LeakyReLU(slope: 0.2)?.usage == "leaky-relu[:SLOPE]")
    #expect(Tanh().usage == "tanh")
  }

  @Test func onlyReLUGoesSilentAndTheOnesWithAKinkAreNotSmooth() {
    #expect(ActivationCatalog.all.filter(\.canGoSilent).map(\.name) == ["relu"])
    let kinked = ActivationCatalog.all.filter { !$0.isSmooth }.map(\.name)
    #expect(kinked == ["relu", "leaky-relu", "elu", "selu", "hard-tanh"])
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func matchingInitializerExists(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    #expect(
      InitializerCatalog.named(activation.matchingInitializer)?.name
        == activation.matchingInitializer)
  }

  @Test func knownValues() {
    #expect(evaluate(Sigmoid(), 0.0) == (0.5, 0.25))
    #expect(evaluate(Tanh(), 0.0) == (0, 1))
    #expect(evaluate(ReLU(), 2.5) == (2.5, 1))
    #expect(evaluate(ReLU(), -2.5) == (0, 0))
    #expect(evaluate(ReLU(), 0.0) == (0, 0))
    #expect(evaluate(LeakyReLU(), 2.5) == (2.5, 1))
    #expect(evaluate(LeakyReLU(), -2.0) == (-0.02, 0.01))
    #expect(evaluate(LeakyReLU(), 0.0) == (0, 0.01))
    #expect(evaluate(ELU(), 0.0) == (0, 1))
    #expect(evaluate(SELU(), 0.0) == (0, SELU.scale * SELU.alpha))
    #expect(evaluate(SELU(), 1.0) == (SELU.scale, SELU.scale))
    #expect(evaluate(GELU(), 0.0) == (0, 0.5))
    #expect(evaluate(SiLU(), 0.0) == (0, 0.5))
    #expect(evaluate(Softplus(), 0.0).slope == 0.5)
    #expect(evaluate(Mish(), 0.0) == (0, 0.6))
    #expect(evaluate(HardTanh(), 0.5) == (0.5, 1))
    #expect(evaluate(HardTanh(), -3.0) == (-1, 0))
    #expect(evaluate(HardTanh(), 1.0) == (1, 0))
    #expect(evaluate(Exponential(), 0.0) == (1, 1))
    #expect(evaluate(Identity(), -7.0) == (-7, 1))
  }

  /// eᶻ has no largest value: it becomes infinite, where every number of its type ends, and not NaN.
  @Test func theExponentialOverflowsToInfinity() {
    #expect(evaluate(Exponential(), Float(89)) == (.infinity, .infinity))
    #expect(evaluate(Exponential(), Float(-1e30)) == (0, 0))
    #expect(evaluate(Exponential(), 700.0).value.isFinite)
    #expect(evaluate(Exponential(), 710.0).value == .infinity)
  }

  /// What `Exponential` says of gains: with 0.13 the variance of z stays, at 0.190, and with LeCun's 1
  /// it leaves every bound.
  @Test func theGainOfTheExponentialKeepsItsSignal() throws {
    func variance(gain: Double, layers: Int) -> Double {
      var generator = SeededGenerator(seed: 3)
      let network = Network<Double>(
        inputs: 256, depth: layers, width: 256, outputs: 2, activation: Exponential(),
        initializer: FanScaled.fanIn(gain: gain), using: &generator)
      let workspace = Workspace(network, capacity: 16)
      workspace.input.useRows(16)
      for i in 0..<workspace.input.count { workspace.input.elements[i] = generator.nextNormal() }
      network.forward(workspace)
      let z = TensorSummary(workspace.places[layers - 1].z)
      return z.rms * z.rms
    }
    let matching = try #require(InitializerCatalog.named(Exponential().matchingInitializer))
    #expect(matching.variance(fanIn: 256, fanOut: 256) == 0.13 / 256)
    // 256 units: some percent of a fixed point that is reached within a few layers.
    #expect(abs(variance(gain: 0.13, layers: 12) / 0.1902 - 1) < 0.25)
    #expect(!(variance(gain: 1, layers: 5) < 1e6))
  }

  @Test(arguments: ActivationCatalog.all.map(\.name).filter { $0 != "exponential" })
  func hugeInputsGiveNoNaN(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    for z: Float in [-1e30, 1e30, -.greatestFiniteMagnitude, .greatestFiniteMagnitude] {
      let (value, slope) = evaluate(activation, z)
      #expect(value.isFinite)
      #expect(slope.isFinite)
    }
    for z in [-1e30, 1e30, -.greatestFiniteMagnitude, .greatestFiniteMagnitude] {
      let (value, slope) = evaluate(activation, z)
      #expect(value.isFinite)
      #expect(slope.isFinite)
    }
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func aNaNStaysANaN(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    #expect(evaluate(activation, Float.nan).value.isNaN)
    #expect(evaluate(activation, Double.nan).value.isNaN)
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func slopeIsTheSlopeOfTheValue(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let h = 1e-6
    for z in stride(from: -5.05, through: 5, by: 0.1) {
      let difference =
        (evaluate(activation, z + h).value - evaluate(activation, z - h).value) / (2 * h)
      // Rounding ε/h of the difference is 1e-10, of values near 1.
      let scale = max(evaluate(activation, z).value.magnitude, 1)
      #expect(abs(evaluate(activation, z).slope - difference) < 1e-9 * scale)
    }
  }

  /// The supremum bounds every slope, and slopes come as near to it as one likes.
  @Test(arguments: ActivationCatalog.all.map(\.name))
  func maximumDerivativeIsTheSupremum(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let slopes = stride(from: -40.0, through: 40, by: 1.0 / 256).map {
      evaluate(activation, $0).slope.magnitude
    }
    let largest = try #require(slopes.max())
    guard activation.maximumDerivative.isFinite else {
      #expect(largest > 1e17)
      return
    }
    // Rounding of the slope, a few units of 2⁻⁵², may lift it above the bound.
    #expect(largest <= activation.maximumDerivative * (1 + 1e-15))
    // The grid misses the top by at most 1/512, where the curve is flat: (1/512)²/2.
    #expect(largest >= activation.maximumDerivative * (1 - 1e-5))
  }

  /// Field note 8: "saturated" means the derivative, below 5 % of its maximum and staying there.
  @Test(arguments: ActivationCatalog.all.map(\.name))
  func outsideOfTheBoundsTheSlopeStaysSmall(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    guard let bounds = activation.saturation else { return }
    let threshold = activation.maximumDerivative / 20
    for step in stride(from: 0.001, through: 100, by: 0.01) {
      #expect(evaluate(activation, bounds.lowerBound - step).slope.magnitude < threshold)
      if bounds.upperBound.isFinite {
        #expect(evaluate(activation, bounds.upperBound + step).slope.magnitude < threshold)
      }
    }
    #expect(evaluate(activation, bounds.lowerBound + 0.001).slope.magnitude > threshold)
  }

  /// 1 − a is exactly 0 in Float beyond z = 17, and a gradient that is small would look dead.
  @Test func aSaturatedSlopeIsSmallAndNotZero() {
    #expect(evaluate(Sigmoid(), Float(30)).slope > 0)
    #expect(evaluate(Sigmoid(), Float(30)).slope == evaluate(Sigmoid(), Float(-30)).slope)
    #expect(evaluate(Tanh(), Float(20)).slope > 0)
  }

  @Test func returnsTheSumOfSquaredSlopes() {
    let z = [-1.0, 2, 3, -4]
    var a = [0.0, 0, 0, 0]
    var delta = a
    ReLU().apply(z, into: &a, count: 4)
    let squares = ReLU().backpropagate(
      [5, 6, 7, 8], z: z, a: a, into: &delta, count: 4, measuring: true)
    #expect(squares == 2)
    #expect(delta == [0, 6, 7, 0])
  }
}
