import Texts

/// Brings every feature to mean 0 and deviation 1: z = (x − μ) / σ; and the target of a regression.
///
/// μ and σ are the mean and the population deviation, σ² = Σ(x − μ)² / N, of a column of the
/// training part; they are then applied to every other part, which must not take part in the fit.
/// A feature that is constant in the training part says nothing about the target there: it becomes
/// 0 in every part, whatever another part has in it. A target must vary.
///
/// An error e of a standardized target is the error e · `targetDeviation` in the target's units.
public struct Standardizer: Equatable, Sendable {
  /// μ of each feature, in the feature's units.
  public var means: [Double] { features.means }
  /// σ of each feature, in the feature's units; exactly 0 for a constant column.
  public var deviations: [Double] { features.deviations }
  /// μ of the target, in its units; `nil` for classification.
  public var targetMean: Double? { target?.means[0] }
  /// σ of the target, in its units, above 0; `nil` for classification.
  public var targetDeviation: Double? { target?.deviations[0] }

  private let features: ColumnScales
  private let target: ColumnScales?

  /// Measures the mean and deviation of every feature of `training`, and of its target if it is
  /// for regression.
  ///
  /// - Throws: `DatasetError.inconsistent` when the target of a regression is constant.
  public init(fitting training: Dataset) throws(DatasetError) {
    features = ColumnScales(measuring: training.features, columns: training.featureCount)
    guard training.task == .regression else {
      target = nil
      return
    }
    let scales = ColumnScales(measuring: training.targets, columns: 1)
    guard scales.deviations[0] > 0 else {
      throw training.inconsistent(
        "target (\(training.targetName.inQuotes)): expected a target that varies, "
          + "got only \(scales.means[0]) in the training part of \(training.exampleCount) examples; "
          + "choose another target or add examples")
    }
    target = scales
  }

  /// `dataset` with standardized features, and target if it is for regression, and all else as it
  /// was.
  ///
  /// - Throws: `DatasetError.inconsistent` when it has another task or number of features than the
  ///   training part, or a value so far from it that z is not finite.
  public func apply(to dataset: Dataset) throws(DatasetError) -> Dataset {
    guard dataset.featureCount == means.count else {
      throw dataset.inconsistent(
        "expected \(means.count) features as in the training part, got \(dataset.featureCount); "
          + "use parts of the same dataset")
    }
    let task = target == nil ? LearningTask.classification : .regression
    guard dataset.task == task else {
      throw dataset.inconsistent(
        "expected \(task.rawValue) as in the training part, got \(dataset.task.rawValue); "
          + "use parts of the same dataset")
    }
    let features = self.features.standardized(dataset.features)
    if let target {
      return try Dataset(
        name: dataset.name, features: features, targets: target.standardized(dataset.targets),
        featureNames: dataset.featureNames, targetName: dataset.targetName)
    }
    return try Dataset(
      name: dataset.name, features: features, labels: dataset.labels,
      classNames: dataset.classNames, featureNames: dataset.featureNames,
      targetName: dataset.targetName)
  }
}
