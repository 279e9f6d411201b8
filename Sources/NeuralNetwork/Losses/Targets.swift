import LinearAlgebra

/// What the network should have answered: a class for each example, or real numbers.
public struct Targets<Scalar: RealScalar> {
  /// The class of each example; empty where values are predicted.
  public var labels: [Int]
  /// The values of each example, [examples, values]; nil where classes are predicted.
  public let values: Matrix<Scalar>?

  /// A class for each example, from 0.
  public init(labels: [Int]) {
    self.labels = labels
    values = nil
  }

  /// Values for each example, [examples, values].
  public init(values: Matrix<Scalar>) {
    labels = []
    self.values = values
  }

  /// Number of examples.
  public var count: Int { values?.rows ?? labels.count }

  /// Number of examples of each class, from class 0 to `classes` − 1; others are not counted.
  func classCounts(_ classes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: max(classes, 0))
    for label in labels where counts.indices.contains(label) { counts[label] += 1 }
    return counts
  }

  /// The share of each class among the examples.
  func classShares(_ classes: Int) -> [Double] {
    let counts = classCounts(classes)
    let total = Double(max(counts.reduce(0, +), 1))
    return counts.map { Double($0) / total }
  }
}
