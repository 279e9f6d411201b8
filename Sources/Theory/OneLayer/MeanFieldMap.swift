import Networks
import RealModule

/// One layer of a wide network at initialization, as a map of the variance q of its z:
///
/// - plain: q ← σw²·E[φ(z)²] + σb², χ = σw²·E[φ′(z)²], z ~ N(0, q)
/// - layer norm: q = 1, χ = σw²·E[φ′²] / (σw²·E[φ²] + σb²)
/// - batch norm: q = 1, χ = E[φ′²] / Var φ, never below 1
///
/// σw² = fan-in · Var W, σb² = Var b. With dropout p of a, E[φ²] and E[φ′²] have the factor
/// k = 1/(1 − p), and Var φ is k·E[φ²] − E[φ]². χ is the factor by which the mean square of δ changes per layer
/// on its way back, √χ that of its RMS: below 1 it vanishes, above 1 it explodes.
///
/// Sources: B. Poole et al., NeurIPS 2016; S. S. Schoenholz et al., "Deep information propagation",
/// ICLR 2017; G. Yang et al., "A mean field theory of batch normalization", ICLR 2019.
public struct MeanFieldMap: Sendable {
  /// φ.
  public let activation: any Activation
  /// σw².
  public let weightVariance: Double
  /// σb².
  public let biasVariance: Double
  /// What stands before φ.
  public let normalization: NormalizationKind
  /// p, from 0 to 0.99.
  public let dropout: Double
  /// k.
  let kept: Double
  /// q*, where the map does not move q, coming from q = 1: 0 where the signal dies, infinite where it
  /// grows without end, and 1 where it is kept as it is, as He does with ReLU, or normalized.
  public let fixedPoint: Double
  /// χ at q*.
  public let chi: Double

  /// The map of a layer, its fixed point found.
  public init(
    activation: any Activation, weightVariance: Double, biasVariance: Double = 0,
    normalization: NormalizationKind = .none, dropout: Double = 0
  ) {
    let dropout = dropout > 0 ? min(dropout, 0.99) : 0
    let kept = 1 / (1 - dropout)
    self.dropout = dropout
    self.activation = activation
    self.weightVariance = weightVariance
    self.biasVariance = biasVariance
    self.normalization = normalization
    self.kept = kept
    guard normalization == .none else {
      fixedPoint = 1
      chi = Self.chi(
        GaussianMoments(of: activation, variance: 1), weightVariance, biasVariance, normalization,
        kept: kept)
      return
    }
    fixedPoint = FixedPoint.of { q in
      weightVariance * kept * GaussianMoments(of: activation, variance: q).square + biasVariance
    }
    chi = Self.chi(
      GaussianMoments(of: activation, variance: fixedPoint), weightVariance, biasVariance, .none,
      kept: kept)
  }

  /// χ where z has the variance of `moments`.
  static func chi(
    _ moments: GaussianMoments, _ weightVariance: Double, _ biasVariance: Double,
    _ normalization: NormalizationKind, kept: Double
  ) -> Double {
    let gain = weightVariance * kept
    return switch normalization {
    case .none: gain * moments.slopeSquare
    case .layer: gain * moments.slopeSquare / (gain * moments.square + biasVariance)
    case .batch: kept * moments.slopeSquare / moments.spread(masked: kept)
    }
  }

  /// √χ, the factor per layer of δ's RMS going back.
  public var factor: Double { chi.squareRoot() }

  /// ξ = 1/|ln χ|, in layers: δ² changes by a factor e over it. Infinite at χ = 1.
  public var depthScale: Double {
    let logarithm = Double.log(chi).magnitude
    // The solver's own error must not make a finite scale of an infinite one.
    return logarithm < 1e-9 ? .infinity : 1 / logarithm
  }

  /// The layers over which δ's RMS changes by a factor of a thousand; infinite at χ = 1.
  public var thousandfold: Double { 2 * Double.log(1000) * depthScale }

  /// The σw² with χ = 1 at its own fixed point: the critical line, where signals of any depth pass.
  ///
  /// nil where there is none from 10⁻³ to 10³ (layer norm: χ hardly depends on it), and where χ leaps
  /// over 1, as with an activation that has two fixed points.
  public static func criticalGain(
    activation: any Activation, biasVariance: Double = 0,
    normalization: NormalizationKind = .none, dropout: Double = 0
  ) -> Double? {
    guard normalization == .none else { return nil }
    func excess(_ logarithm: Double) -> Double {
      let map = MeanFieldMap(
        activation: activation, weightVariance: Double.exp(logarithm), biasVariance: biasVariance,
        dropout: dropout)
      return Double.log(map.chi)
    }
    var (low, high) = (Double.log(1e-3), Double.log(1e3))
    let steps = 24
    let grid = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    let values = grid.map(excess)
    guard let place = (0..<steps).first(where: { values[$0] < 0 && values[$0 + 1] >= 0 })
    else { return nil }
    (low, high) = (grid[place], grid[place + 1])
    for _ in 0..<50 where high - low > 1e-13 {
      let middle = (low + high) / 2
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    // Where χ leaps, bisection finds the leap, not a root; at the very edge rounding may hide it.
    guard abs(excess(low - 1e-6)) < 1e-3, abs(excess(high + 1e-6)) < 1e-3 else { return nil }
    return Double.exp((low + high) / 2)
  }
}
