import Tensors

/// W = c everywhere; `zeros` is c = 0.
///
/// Var W = 0. All units of a layer compute the same and get the same gradient, so that they stay
/// equal for ever: this is the mistake that random weights exist for, here to be looked at.
///
/// Source: I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", MIT Press 2016, section 8.4, on
/// breaking the symmetry between units.
public struct Constant: Initializer {
  /// `zeros` and `constant:C`.
  static let forms = [
    InitializerForm("zeros") { Constant(0) },
    InitializerForm("constant", .required("C")) { Constant($0) },
  ]

  /// c; finite, of either sign.
  public let value: Double

  /// W = `value` everywhere.
  public init(_ value: Double) { self.value = value }

  public var name: String { value == 0 ? "zeros" : "constant:\(shortest(value))" }

  public func variance(fanIn: Int, fanOut: Int) -> Double { 0 }

  public func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator
  ) {
    weights.fill(Scalar(value))
  }
}
