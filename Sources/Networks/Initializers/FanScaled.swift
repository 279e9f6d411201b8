import Tensors

/// Var W = gain / fan, so that a layer's output varies as much as its input, whatever its width.
///
/// - LeCun: 1 / fan-in (Y. LeCun et al., "Efficient BackProp", 1998): for linear and SELU units.
/// - Xavier: 2 / (fan-in + fan-out) (X. Glorot, Y. Bengio, AISTATS 2010): a compromise between the
///   way forward, which wants 1/fan-in, and the way back, which wants 1/fan-out.
/// - He: 2 / fan-in (K. He et al., ICCV 2015): the 2 pays for the half of a ReLU's outputs that
///   are 0.
/// - fan-in:g: g / fan-in, for measuring any gain.
public struct FanScaled: Initializer {
  /// Which size of the layer the variance is divided by.
  public enum Fan: Sendable {
    /// The number of inputs.
    case input
    /// (inputs + outputs) / 2.
    case average
  }

  /// `lecun-normal` … `he-uniform` and `fan-in:GAIN`.
  static let forms =
    [lecun(.normal), lecun(.uniform), xavier(.normal), xavier(.uniform), he(.normal), he(.uniform)]
    .map { initializer in InitializerForm(initializer.name) { initializer } } + [
      InitializerForm("fan-in", .required("GAIN"), from: 0) { fanIn(gain: $0) }
    ]

  public let name: String
  /// gain = fan · Var W.
  public let gain: Double
  /// The size that the variance is divided by.
  public let fan: Fan
  /// Normal or uniform.
  public let distribution: WeightDistribution

  /// Var W = 1 / fan-in.
  public static func lecun(_ distribution: WeightDistribution) -> FanScaled {
    FanScaled(
      name: "lecun-\(distribution)", gain: 1, fan: .input, distribution: distribution)
  }
  /// Var W = 2 / (fan-in + fan-out).
  public static func xavier(_ distribution: WeightDistribution) -> FanScaled {
    FanScaled(
      name: "xavier-\(distribution)", gain: 1, fan: .average, distribution: distribution)
  }
  /// Var W = 2 / fan-in.
  public static func he(_ distribution: WeightDistribution) -> FanScaled {
    FanScaled(name: "he-\(distribution)", gain: 2, fan: .input, distribution: distribution)
  }
  /// Var W = gain / fan-in, normal.
  public static func fanIn(gain: Double) -> FanScaled {
    FanScaled(name: "fan-in:\(shortest(gain))", gain: gain, fan: .input, distribution: .normal)
  }

  public func variance(fanIn: Int, fanOut: Int) -> Double {
    switch fan {
    case .input: gain / Double(max(fanIn, 1))
    case .average: 2 * gain / Double(max(fanIn + fanOut, 1))
    }
  }

  public func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator
  ) {
    let variance = variance(fanIn: weights.rows, fanOut: weights.columns)
    distribution.fill(weights, variance: variance, using: &generator)
  }
}
