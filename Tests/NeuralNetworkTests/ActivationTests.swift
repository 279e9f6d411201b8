import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct ActivationTests {
  /// φ and φ′ at one z.
  private func evaluate<Scalar: RealScalar>(
    _ activation: any Activation, _ z: Scalar
  ) -> (value: Scalar, slope: Scalar) {
    var (z, value, one, slope) = (z, Scalar(0), Scalar(1), Scalar(0))
    activation.apply(&z, into: &value, count: 1)
    _ = activation.backpropagate(&one, z: &z, a: &value, into: &slope, count: 1)
    return (value, slope)
  }

  @Test func namesAreUniqueAndFindTheirActivation() {
    let names = ActivationCatalog.all.map(\.name)
    #expect(names == ["sigmoid", "tanh", "relu", "identity"])
    for name in names { #expect(ActivationCatalog.named(name)?.name == name) }
    #expect(ActivationCatalog.named("rleu") == nil)
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func matchingInitializerExists(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    #expect(InitializerCatalog.named(activation.matchingInitializer) != nil)
  }

  @Test func knownValues() {
    #expect(evaluate(Sigmoid(), 0.0) == (0.5, 0.25))
    #expect(evaluate(Tanh(), 0.0) == (0, 1))
    #expect(evaluate(ReLU(), 2.5) == (2.5, 1))
    #expect(evaluate(ReLU(), -2.5) == (0, 0))
    #expect(evaluate(ReLU(), 0.0) == (0, 0))
    #expect(evaluate(Identity(), -7.0) == (-7, 1))
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func hugeInputsGiveNoNaN(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    for z: Float in [-1e30, 1e30, -.greatestFiniteMagnitude, .greatestFiniteMagnitude] {
      let (value, slope) = evaluate(activation, z)
      #expect(value.isFinite)
      #expect(slope.isFinite)
    }
    for z in [-1e30, 1e30] {
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
      // Rounding ε/h of the difference is 1e-10.
      #expect(abs(evaluate(activation, z).slope - difference) < 1e-9)
    }
  }

  @Test(arguments: ActivationCatalog.all.map(\.name))
  func maximumDerivativeIsNeverExceeded(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let slopes = stride(from: -10.0, through: 10, by: 0.125).map {
      evaluate(activation, $0).slope.magnitude
    }
    #expect(slopes.max() == activation.maximumDerivative)
  }

  /// Field note 8: "saturated" means the derivative, on both sides apart.
  @Test(arguments: ["sigmoid", "tanh"])
  func saturationBeginsWhereTheSlopeIsFivePercentOfItsMaximum(_ name: String) throws {
    let activation = try #require(ActivationCatalog.named(name))
    let bounds = try #require(activation.saturation)
    for bound in [bounds.lowerBound, bounds.upperBound] {
      let share = evaluate(activation, bound).slope / activation.maximumDerivative
      // The bounds are written with seven digits.
      #expect(abs(share - 0.05) < 1e-6)
    }
    #expect(bounds.lowerBound == -bounds.upperBound)
  }

  @Test func returnsTheSumOfSquaredSlopes() {
    let z = [-1.0, 2, 3, -4]
    var a = [0.0, 0, 0, 0]
    var delta = a
    ReLU().apply(z, into: &a, count: 4)
    let squares = ReLU().backpropagate([5, 6, 7, 8], z: z, a: a, into: &delta, count: 4)
    #expect(squares == 2)
    #expect(delta == [0, 6, 7, 0])
  }
}
