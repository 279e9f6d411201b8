import Tensors

/// What the network should have answered: a class for each example, or numbers; flags are numbers, 1
/// for yes and 0 for no.
public struct Targets<Scalar: RealScalar> {
  /// The class of each example; empty where values are predicted.
  public var labels: [Int]
  /// The values or flags of each example, [examples, values]; nil where classes are predicted.
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

  /// Checks that they are what a loss for this prediction needs.
  ///
  /// - Throws: `TrainingError` for values in place of classes and the reverse, another number of
  ///   values, a label that is no class, and a flag that is neither 0 nor 1.
  func check(fit prediction: Prediction) throws(TrainingError) {
    switch prediction {
    case .classes(let count):
      guard values == nil else {
        throw TrainingError(
          "targets: expected a class for each example, got values; choose a loss for values")
      }
      guard let wrong = labels.firstIndex(where: { $0 < 0 || $0 >= count }) else { return }
      throw TrainingError(
        "example \(wrong): expected a class from 0 to \(count - 1), got \(labels[wrong]); "
          + "correct the label or make the loss for more classes")
    case .values(let count), .flags(let count):
      guard let values, values.columns == count else {
        let got = values.map { "\($0.columns)" } ?? "classes"
        throw TrainingError(
          "targets: expected \(count) values for each example, got \(got); choose another loss")
      }
      guard case .flags = prediction,
        let wrong = (0..<values.count).first(where: {
          values.elements[$0] != 0 && values.elements[$0] != 1
        })
      else { return }
      let (example, column) = wrong.quotientAndRemainder(dividingBy: count)
      throw TrainingError(
        "example \(example), target \(column): expected 0 or 1, got \(values.elements[wrong]); "
          + "correct it or choose a loss for values")
    }
  }

  /// Number of examples of each class, from class 0 to `classes` − 1; others are not counted.
  func classCounts(_ classes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: max(classes, 0))
    for label in labels where counts.indices.contains(label) { counts[label] += 1 }
    return counts
  }

  /// The share of right answers of the best answer that ignores the input: the commonest class, or
  /// for each flag the commoner of yes and no, on average. NaN for values and without examples.
  public func accuracyOfGuessing(_ prediction: Prediction) -> Double {
    switch prediction {
    case .classes:
      var counts: [Int: Int] = [:]
      for label in labels { counts[label, default: 0] += 1 }
      return counts.values.max().map { Double($0) / Double(labels.count) } ?? .nan
    case .values: return .nan
    case .flags:
      guard let values, values.count > 0 else { return .nan }
      let commoner = (0..<values.columns).map { column in
        let yes = (0..<values.rows).count { values[$0, column] > 0.5 }
        return max(yes, values.rows - yes)
      }
      return Double(commoner.reduce(0, +)) / Double(values.count)
    }
  }

  /// The share of each class among the examples.
  func classShares(_ classes: Int) -> [Double] {
    let counts = classCounts(classes)
    let total = Double(max(counts.reduce(0, +), 1))
    return counts.map { Double($0) / total }
  }
}
