import Tensors

/// What a network is trained or evaluated on: features with the answers that belong to them.
public struct Examples<Scalar: RealScalar> {
  /// [examples, features].
  public let features: Matrix<Scalar>
  /// The class or the values of each example.
  public let targets: Targets<Scalar>

  /// Pairs features with classes; the shorter of the two decides how many examples there are.
  public init(features: Matrix<Scalar>, labels: [Int]) {
    self.features = features
    targets = Targets(labels: labels)
  }

  /// Pairs features with values, [examples, values].
  public init(features: Matrix<Scalar>, values: Matrix<Scalar>) {
    self.features = features
    targets = Targets(values: values)
  }

  /// Number of examples.
  public var count: Int { min(features.rows, targets.count) }
}
