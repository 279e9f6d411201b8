import Texts

/// Brings every feature to mean 0 and deviation 1: z = (x − μ) / σ; and the targets of a regression.
///
/// μ and σ are the mean and the population deviation, σ² = Σ(x − μ)² / N, of a column of the
/// training part; they are then applied to every other part, which must not take part in the fit.
/// A feature that is constant in the training part says nothing about the target there: it becomes
/// 0 in every part, whatever another part has in it. A target must vary.
/// Classes and 0/1 answers stay what they are.
///
/// An error e of a standardized target is the error e · σ, by `targetDeviations`, in its units.
public struct Standardizer: Equatable, Sendable {
  /// μ of each feature, in the feature's units.
  public var means: [Double] { features.means }
  /// σ of each feature, in the feature's units; exactly 0 for a constant column.
  public var deviations: [Double] { features.deviations }
  /// μ of each target, in its units; `nil` where the task is no regression.
  public var targetMeans: [Double]? { targets?.means }
  /// σ of each target, in its units, above 0; `nil` where the task is no regression.
  public var targetDeviations: [Double]? { targets?.deviations }

  private let task: LearningTask
  private let features: ColumnScales
  private let targets: ColumnScales?

  /// Measures the mean and deviation of every feature of `training`, and of its targets if it is
  /// for regression.
  ///
  /// - Throws: `DatasetError.inconsistent` when the target of a regression is constant.
  public init(fitting training: Dataset) throws(DatasetError) {
    task = training.task
    features = ColumnScales(measuring: training.features, columns: training.featureCount)
    guard task == .regression else {
      targets = nil
      return
    }
    let scales = ColumnScales(measuring: training.targets, columns: training.targetCount)
    // The comparison is false for NaN, which must not be passed over.
    if let same = scales.deviations.firstIndex(where: { !($0 > 0) }) {
      throw training.inconsistent(
        "target (\(training.targetNames[same].inQuotes)): expected a target that varies, "
          + "got only \(scales.means[same]) in the training part of \(training.exampleCount) examples; "
          + "choose another target or add examples")
    }
    targets = scales
  }

  /// `dataset` with standardized features, and targets if it is for regression, and all else as it
  /// was.
  ///
  /// - Throws: `DatasetError.inconsistent` when it has another task or number of features or targets
  ///   than the training part, or a value so far from it that z is not finite.
  public func apply(to dataset: Dataset) throws(DatasetError) -> Dataset {
    guard dataset.featureCount == means.count else {
      throw dataset.inconsistent(
        "expected \(means.count) features as in the training part, got \(dataset.featureCount); "
          + "use parts of the same dataset")
    }
    guard dataset.task == task else {
      throw dataset.inconsistent(
        "expected \(task.rawValue) as in the training part, got \(dataset.task.rawValue); "
          + "use parts of the same dataset")
    }
    if let targets, targets.means.count != dataset.targetCount {
      throw dataset.inconsistent(
        "expected \(targets.means.count) targets as in the training part, "
          + "got \(dataset.targetCount); use parts of the same dataset")
    }
    let features = self.features.standardized(dataset.features)
    if task == .classification {
      return try Dataset(
        name: dataset.name, features: features, labels: dataset.labels,
        classNames: dataset.classNames, featureNames: dataset.featureNames,
        targetName: dataset.targetName)
    }
    return try Dataset(
      name: dataset.name, features: features,
      targets: targets?.standardized(dataset.targets) ?? dataset.targets,
      featureNames: dataset.featureNames, targetNames: dataset.targetNames, task: task)
  }
}
