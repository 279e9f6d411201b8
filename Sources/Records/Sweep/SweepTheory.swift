/// What mean-field theory says of the cells of a sweep, as a picture needs it.
public struct SweepTheory: Sendable, Equatable {
  /// The theory at one value of an axis.
  public struct Point: Sendable, Equatable {
    /// On the axis `along`.
    public var value: Double
    /// χ = σw² E[φ′(√q* z)²] at the fixed point q*; NaN where there is none.
    public var chi: Double
    /// ξ = 1 / |ln χ|, in layers; infinite at χ = 1.
    public var depthScale: Double

    /// The theory at a value.
    public init(value: Double, chi: Double, depthScale: Double) {
      self.value = value
      self.chi = chi
      self.depthScale = depthScale
    }
  }

  /// The axis that σw² or σb² varies along; depth is on the other one, if on any.
  public var along: SweepVariable
  /// One point for each value of that axis.
  public var points: [Point]
  /// Finer points between the first and the last value, for a curve.
  public var curve: [Point]
  /// Where χ = 1 on that axis; nil where it is nowhere.
  public var critical: Double?

  /// A theory of these points.
  public init(along: SweepVariable, points: [Point], curve: [Point], critical: Double?) {
    self.along = along
    self.points = points
    self.curve = curve
    self.critical = critical
  }
}
