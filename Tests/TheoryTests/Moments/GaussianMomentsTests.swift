import Networks
import RealModule
import Testing
import Theory

@testable import Theory

@Suite("Moments of φ(z), z ~ N(0, q)")
struct GaussianMomentsTests {
  /// All activations whose moments are powers of q far out; those of an exponential are not.
  private static let polynomial = ActivationCatalog.all.map(\.name).filter { $0 != "exponential" }

  @Test("the oracle is there: every activation at six variances, the exponential at four")
  func oracleIsComplete() {
    let moments = MeanFieldOracle.all.moments
    #expect(Set(moments.map(\.activation)) == Set(ActivationCatalog.all.map(\.name)))
    #expect(moments.count == 6 * ActivationCatalog.all.count - 2)
  }

  // A trapezoid of step h = 10⁻³ is wrong by h²/12 times the jump of the integrand's slope at a kink:
  // 4·10⁻⁶ for the fourth power of SELU's φ′ at q = 10. What is beyond ±10 is below 10⁻²².
  @Test("agree with a trapezoid of 20,001 points", arguments: MeanFieldOracle.all.moments)
  func agreeWithTrapezoid(_ oracle: MeanFieldOracle.Moments) throws {
    let own = GaussianMoments(of: try activation(oracle.activation), variance: oracle.variance)
    for (name, value, wanted) in [
      ("E[φ]", own.mean, oracle.mean), ("E[φ²]", own.square, oracle.square),
      ("E[φ′²]", own.slopeSquare, oracle.slopeSquare), ("E[φ⁴]", own.fourth, oracle.fourth),
      ("E[φ′⁴]", own.slopeFourth, oracle.slopeFourth),
      ("E[φ²φ′²]", own.product, oracle.product),
    ] {
      // Where φ′ jumps between two points of the trapezoid, up to half of a share of h·0.4 is wrong,
      // on either side.
      let tolerance = oracle.activation == "hard-tanh" ? 4e-4 : 5e-6
      #expect(abs(value - wanted) <= tolerance * max(abs(wanted), 1), "\(name)")
    }
  }

  @Test(
    "closed forms agree with the quadrature",
    arguments: ["relu", "leaky-relu:0.2", "selu", "identity", "exponential"])
  func closedFormsAgree(_ name: String) throws {
    let activation = try activation(name)
    // e^{4z} has its weight near z = 4q, which the quadrature's end at 10√q must be beyond.
    for q in name == "exponential" ? [0.02, 0.3, 0.6] : [0.02, 0.3, 1, 4, 25] {
      let closed = GaussianMoments(of: activation, variance: q)
      let integrated = GaussianMoments(integrating: activation, variance: q)
      for path: KeyPath<GaussianMoments, Double> in [
        \.mean, \.square, \.slopeSquare, \.fourth, \.slopeFourth, \.product, \.squareGrowth,
        \.slopeGrowth,
      ] {
        let (a, b) = (closed[keyPath: path], integrated[keyPath: path])
        #expect(abs(a - b) <= 1e-9 * max(abs(a), 1), "\(name), q = \(q)")
      }
    }
  }

  @Test("the exponential's closed form agrees with the quadrature while that reaches far enough")
  func exponential() {
    for q in [0.02, 0.3, 1] {
      let closed = GaussianMoments(of: Exponential(), variance: q)
      let integrated = GaussianMoments(integrating: Exponential(), variance: q)
      for (a, b) in [
        (closed.mean, integrated.mean), (closed.square, integrated.square),
        (closed.slopeSquare, integrated.slopeSquare), (closed.fourth, integrated.fourth),
        (closed.product, integrated.product), (closed.squareGrowth, integrated.squareGrowth),
      ] { #expect(abs(a / b - 1) < 1e-8, "q = \(q)") }
    }
  }

  @Test("growth is the slope of ln E[φ²] over ln q, by central differences")
  func growthIsASlope() {
    for activation in ActivationCatalog.all {
      let (q, h) = (0.7, 1e-4)
      let low = GaussianMoments(of: activation, variance: q * (1 - h))
      let high = GaussianMoments(of: activation, variance: q * (1 + h))
      let own = GaussianMoments(of: activation, variance: q)
      let square = (high.square - low.square) / (2 * h) / own.square
      let slope = (high.slopeSquare - low.slopeSquare) / (2 * h) / own.slopeSquare
      #expect(abs(own.squareGrowth - square) < 1e-6, "\(activation.name)")
      #expect(abs(own.slopeGrowth - slope) < 1e-6, "\(activation.name)")
    }
  }

  @Test(
    "on either side of the ends of the quadrature all moments go on as powers of q",
    arguments: polynomial)
  func powersBeyondTheEnds(_ name: String) throws {
    let activation = try activation(name)
    for (inner, outer) in [(1e-22, 1e-38), (1e22, 1e38)] {
      let near = GaussianMoments(of: activation, variance: inner)
      let far = GaussianMoments(of: activation, variance: outer)
      func expect(_ path: KeyPath<GaussianMoments, Double>, _ power: Double) {
        let ratio = Double.log(far[keyPath: path] / near[keyPath: path]) / Double.log(outer / inner)
        #expect(abs(ratio - power) < 1e-3, "\(name), q = \(outer), \(path)")
      }
      expect(\.square, near.squareGrowth)
      expect(\.fourth, 2 * near.squareGrowth)
      expect(\.slopeSquare, near.slopeGrowth)
      expect(\.slopeFourth, near.slopeGrowth)
      expect(\.product, near.squareGrowth + near.slopeGrowth)
    }
  }

  @Test("hard-tanh passes the share of units between −1 and 1", arguments: [0.001, 0.3, 1, 7, 400])
  func hardTanhPassesItsMiddle(_ q: Double) {
    let share = Double.erf(1 / (2 * q).squareRoot())
    let own = GaussianMoments(of: HardTanh(), variance: q)
    #expect(abs(own.slopeSquare - share) < 1e-12)
    #expect(abs(own.slopeFourth - share) < 1e-12)
  }

  @Test("the exponential grows as no power, and where no number holds its moments none is given")
  func exponentialGrows() {
    let small = GaussianMoments(of: Exponential(), variance: 1e-30)
    #expect(small.square == 1 && small.slopeSquare == 1 && small.mean == 1)
    #expect(GaussianMoments(of: Exponential(), variance: 0.5).squareGrowth == 1)
    // e^{2q} from q = 355 on.
    #expect(GaussianMoments(of: Exponential(), variance: 354).square.isFinite)
    #expect(GaussianMoments(of: Exponential(), variance: 356).square == .infinity)
  }

  @Test(
    "very small and very large q keep their meaning", arguments: polynomial)
  func extremes(_ name: String) throws {
    let activation = try activation(name)
    for q in [0, 1e-30, 1e-20, 1e-8, 1e8, 1e20, .infinity] {
      let own = GaussianMoments(of: activation, variance: q)
      #expect(own.square.isFinite && own.square >= 0)
      #expect(own.slopeSquare.isFinite && own.slopeSquare >= 0)
    }
    // tanh′(0) = 1, and at q = 10⁸ the slope lives where |z| < 1: E[φ′²] ≈ ∫sech⁴/√(2πq).
    let small = GaussianMoments(of: Tanh(), variance: 1e-12)
    #expect(abs(small.slopeSquare - 1) < 1e-9)
    let large = GaussianMoments(of: Tanh(), variance: 1e8)
    #expect(abs(large.slopeSquare / (4.0 / 3 / (2 * Double.pi * 1e8).squareRoot()) - 1) < 1e-3)
  }
}
