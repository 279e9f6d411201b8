import Datasets
import Experiments
import TrainingRecords

/// From the name of a data set to data ready for training.
enum DataLoading {
  /// Loads, splits and standardizes.
  ///
  /// - Throws: `DatasetError` for a name, a file or a fraction that does not serve.
  static func load(
    _ name: String, for configuration: RunConfiguration
  ) throws(DatasetError) -> PreparedData {
    try PreparedData(DatasetName(parsing: name).load(), for: configuration)
  }
}
