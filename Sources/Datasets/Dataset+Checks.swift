import Texts

extension Dataset {
  /// Checks that every feature and target stays finite as a `Scalar`: |x| ≤ the largest number of
  /// that precision, 3.4·10³⁸ for Float.
  ///
  /// A larger number would become infinite on its way into a network, and the network would be
  /// blamed for it.
  ///
  /// - Throws: `DatasetError.inconsistent` with the first number that is too large.
  public func checkNumbers<Scalar: BinaryFloatingPoint>(
    fit type: Scalar.Type
  ) throws(DatasetError) {
    let limit = Double(Scalar.greatestFiniteMagnitude)
    func problem(_ value: Double) -> FieldMessage {
      "expected a number from -\(limit) to \(limit), the range of "
        + "float\(8 * MemoryLayout<Scalar>.size), got \(value); "
        + "standardize the data or use `precision` float64"
    }
    if let index = features.firstIndex(where: { abs($0) > limit }) {
      throw inconsistent(place(ofFeature: index) + problem(features[index]))
    }
    if let index = targets.firstIndex(where: { abs($0) > limit }) {
      throw inconsistent(place(ofTarget: index) + problem(targets[index]))
    }
  }

  func checkTargets() throws(DatasetError) {
    guard !targetNames.isEmpty else {
      throw inconsistent("expected at least 1 target, got none; name a target")
    }
    guard targets.count.isMultiple(of: targetCount) else {
      throw inconsistent(
        "expected \(targetCount) targets for each example, got \(targets.count) in all; "
          + "give every example a value for every target")
    }
    if let index = targets.firstIndex(where: { !$0.isFinite }) {
      throw inconsistent(
        place(ofTarget: index)
          + "expected a finite number, got \(targets[index]); correct or remove the example")
    }
    guard task == .multiLabel else { return }
    if let index = targets.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw inconsistent(
        place(ofTarget: index)
          + "expected 0 or 1, got \(targets[index]); correct it or choose regression")
    }
  }

  func checkShape(exampleCount: Int) throws(DatasetError) {
    if exampleCount == 0 {
      throw inconsistent("expected at least 1 example, got none; add examples")
    }
    if featureNames.isEmpty {
      throw inconsistent("expected at least 1 feature, got none; add a feature")
    }
  }

  func checkFeatureCount(exampleCount: Int) throws(DatasetError) {
    // The product of two counts of arrays in memory can still be too large for an Int.
    let (expected, isTooLarge) = exampleCount.multipliedReportingOverflow(by: featureNames.count)
    if isTooLarge || features.count != expected {
      throw inconsistent(
        "expected \(exampleCount) × \(featureNames.count) feature values, got \(features.count); "
          + "give every example a value for every feature")
    }
  }

  func checkFeaturesAreFinite() throws(DatasetError) {
    if let index = features.firstIndex(where: { !$0.isFinite }) {
      throw inconsistent(
        place(ofFeature: index)
          + "expected a finite number, got \(features[index]); correct or remove the example")
    }
  }

  func inconsistent(_ problem: FieldMessage) -> DatasetError {
    .inconsistent(dataset: name, problem: problem)
  }

  private func place(ofTarget index: Int) -> FieldMessage {
    let (row, column) = index.quotientAndRemainder(dividingBy: targetCount)
    return "example \(row), target (\(targetNames[column].inQuotes)): "
  }

  private func place(ofFeature index: Int) -> FieldMessage {
    let (row, column) = index.quotientAndRemainder(dividingBy: featureNames.count)
    return "example \(row), feature \(column) (\(featureNames[column].inQuotes)): "
  }
}
