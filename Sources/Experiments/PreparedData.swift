import Datasets
import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// Data that is ready for training: split, standardized, shared by all runs of a lineup.
public struct PreparedData: Sendable {
  /// The training part.
  public let training: Dataset
  /// The validation part; nil where the fraction is 0.
  public let validation: Dataset?
  /// What it was made from.
  public let summary: DatasetSummary
  /// What guessing achieves on the training part.
  public let chance: Chance

  /// Splits with the configuration's seed and standardizes by the training part.
  ///
  /// - Throws: `DatasetError` where the fraction leaves a part empty.
  public init(
    _ dataset: Dataset, for configuration: RunConfiguration
  ) throws(DatasetError) {
    var generator = SeededGenerator(seed: configuration.seed, stream: SeedStream.split)
    let parts = try dataset.split(
      validationFraction: configuration.validationFraction, using: &generator)
    if configuration.standardize {
      let standardizer = Standardizer(fitting: parts.training)
      training = try standardizer.apply(to: parts.training)
      if let held = parts.validation {
        validation = try standardizer.apply(to: held)
      } else {
        validation = nil
      }
    } else {
      training = parts.training
      validation = parts.validation
    }
    summary = DatasetSummary(
      name: dataset.name, examples: dataset.exampleCount, features: dataset.featureCount,
      classes: dataset.classCount)
    chance = Chance(classCounts: training.classCounts)
  }
}

/// Which stream of a seed serves which purpose, so that none moves another.
enum SeedStream {
  static let split: UInt64 = 1
  static let weights: UInt64 = 2
  static let batches: UInt64 = 3
}

extension Dataset {
  /// The examples as matrices of a precision.
  func examples<Scalar: RealScalar>(_ type: Scalar.Type) -> Examples<Scalar> {
    let matrix = Matrix<Scalar>(rows: exampleCount, columns: featureCount)
    for (i, value) in features.enumerated() { matrix.elements[i] = Scalar(value) }
    return Examples(features: matrix, labels: labels)
  }
}
