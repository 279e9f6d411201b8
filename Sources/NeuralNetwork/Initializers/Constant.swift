import LinearAlgebra

/// W = c everywhere: all units of a layer compute the same, get the same gradient, and stay the
/// same for ever. With c = 0 no signal and no gradient passes at all.
///
/// To study, not to use: only random weights break the symmetry.
public struct Constant: Initializer {
  /// c.
  public let value: Double
  public let name: String

  /// W = 0.
  public static let zeros = Constant(value: 0, name: "zeros")

  /// W = c.
  public init(_ value: Double) { self.init(value: value, name: "constant:\(shortest(value))") }

  private init(value: Double, name: String) {
    self.value = value
    self.name = name
  }

  static var zerosForm: InitializerForm { InitializerForm(zeros) }
  static var form: InitializerForm {
    InitializerForm("constant", .required("C", allowsNegative: true)) { Constant($0) }
  }

  public func variance(fanIn: Int, fanOut: Int) -> Double { 0 }

  public func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator
  ) {
    weights.fill(Scalar(value))
  }
}
