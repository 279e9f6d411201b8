import Tensors

/// One tensor that training changes, with its gradient.
public final class Parameter<Scalar: RealScalar> {
  /// Which part of a layer it is.
  public enum Role: String, Sendable {
    /// W of a layer, [fan-in, fan-out].
    case weight
    /// b of a layer, [1, fan-out].
    case bias
    /// γ of a norm, [1, width].
    case scale
    /// β of a norm, [1, width].
    case shift
  }

  /// What it belongs to, as in a file of parameters: `layers.3`, `norms.3`; a network gives the name.
  public internal(set) var owner: String
  /// Which part of the layer it is.
  public let role: Role
  /// θ.
  public let values: Matrix<Scalar>
  /// ∂L/∂θ of the batch-mean loss, or of the batch's sum where `Reduction` says so.
  public let gradient: Matrix<Scalar>
  /// ‖Δθ‖ of the last update that was measured; 0 before.
  public private(set) var lastUpdateNorm = 0.0
  /// ‖θ‖ just before that update.
  public private(set) var lastValueNorm = 0.0
  /// ‖∂L/∂θ‖ as that update used it.
  public private(set) var lastGradientNorm = 0.0

  /// A tensor with its gradient, which must have its shape.
  public init(
    owner: String = "", role: Role = .weight, values: Matrix<Scalar>, gradient: Matrix<Scalar>
  ) {
    self.owner = owner
    self.role = role
    self.values = values
    self.gradient = gradient
  }

  /// Keeps what a measured update has added up.
  func note(_ squares: UpdateSquares) {
    lastUpdateNorm = squares.update.squareRoot()
    lastValueNorm = squares.value.squareRoot()
    lastGradientNorm = squares.gradient.squareRoot()
    // Squares of float64 that left the range of Double.
    if Scalar.self == Double.self, !(squares.gradient > 1e-280 && squares.gradient < .infinity) {
      lastGradientNorm = gradient.frobeniusNorm
    }
  }

  /// Whether weight decay acts on it: on weights only, as a bias or a norm's parameter does not
  /// make the function steeper.
  public var isDecayed: Bool { role == .weight }
}
