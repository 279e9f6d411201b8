import Datasets
import Networks
import Records
import Tensors

/// Data that is ready for training: split, standardized, shared by all runs of a lineup.
public struct PreparedData: Sendable {
  /// The training part.
  public let training: Dataset
  /// The validation part; nil where the fraction is 0.
  public let validation: Dataset?
  /// What it was made from.
  public let summary: DatasetSummary
  /// How large the numbers of the training part are.
  let scale: DataScale
  /// What was done to their numbers; nil where nothing was.
  let standardizer: Standardizer?
  /// What a small healthy network makes of it.
  private let references = ReferenceCache()

  /// Splits with the configuration's seed and standardizes by the training part: features, and
  /// with regression the values to predict, so that guessing their mean has loss 1.
  ///
  /// - Parameter noise: the noise of a synthetic set, for the record.
  /// - Throws: `DatasetError` where the fraction leaves a part empty, and where a value does not
  ///   fit the precision.
  public init(
    _ dataset: Dataset, for configuration: TrainingPlan, noise: Double? = nil
  ) throws(DatasetError) {
    var generator = SeededGenerator(seed: configuration.seed, stream: SeedStream.split)
    let parts = try dataset.split(
      validationFraction: configuration.validationFraction, using: &generator)
    if configuration.standardize {
      let standardizer = try Standardizer(fitting: parts.training)
      self.standardizer = standardizer
      training = try standardizer.apply(to: parts.training)
      if let held = parts.validation {
        validation = try standardizer.apply(to: held)
      } else {
        validation = nil
      }
    } else {
      standardizer = nil
      training = parts.training
      validation = parts.validation
    }
    if configuration.precision == Float.precisionName {
      try training.checkNumbers(fit: Float.self)
      try validation?.checkNumbers(fit: Float.self)
    }
    scale = training.scale
    var summary = DataReadout(dataset).summary
    summary.noise = noise
    self.summary = summary
  }

  /// Whether a class, values or 0/1 answers are predicted.
  public var task: LearningTask { training.task }

  /// What a network is to predict.
  public var prediction: Prediction {
    switch task {
    case .classification: .classes(training.classCount)
    case .regression: .values(training.targetCount)
    case .multiLabel: .flags(training.targetCount)
    }
  }

  /// What a small healthy network makes of it by the loss of a run: trained with the first who asks.
  func reference(of run: TrainingPlan) -> Reference? { references.reference(of: run, on: self) }

  /// What guessing achieves on the training part by a loss.
  func chance(_ loss: any Loss) -> Chance {
    let examples = training.examples(Double.self)
    return Chance(
      loss: loss.lossOfGuessing(examples.targets),
      accuracy: examples.targets.accuracyOfGuessing(prediction))
  }
}

extension Dataset {
  /// The sizes of features and, with regression, of targets.
  fileprivate var scale: DataScale {
    DataScale(
      features: DataScale.Columns(
        count: features.count, width: featureCount, names: featureNames
      ) { features[$0] },
      targets: task == .regression
        ? DataScale.Columns(count: targets.count, width: targetCount, names: targetNames) {
          targets[$0]
        }
        : nil)
  }

  /// The examples as matrices of a precision.
  public func examples<Scalar: RealScalar>(_ type: Scalar.Type) -> Examples<Scalar> {
    let matrix = features(type, limit: exampleCount)
    guard task != .classification else { return Examples(features: matrix, labels: labels) }
    let values = Matrix<Scalar>(rows: exampleCount, columns: targetCount)
    for (i, value) in targets.enumerated() { values.elements[i] = Scalar(value) }
    return Examples(features: matrix, values: values)
  }

  /// The features of the first `limit` examples, [examples, features].
  func features<Scalar: RealScalar>(_ type: Scalar.Type, limit: Int) -> Matrix<Scalar> {
    let matrix = Matrix<Scalar>(rows: min(exampleCount, limit), columns: featureCount)
    for i in 0..<matrix.count { matrix.elements[i] = Scalar(features[i]) }
    return matrix
  }
}
