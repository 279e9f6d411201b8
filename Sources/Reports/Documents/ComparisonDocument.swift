import TrainingRecords

/// A comparison as the contract's JSON.
public struct ComparisonDocument: Encodable, Sendable {
  private let schema = "gradscope.comparison/1"
  private let version = Version.current
  private let configuration: RunConfiguration
  private let runs: [RunDocument]
  private let sentences: [String]
  private let files: [String]

  /// A document of these runs.
  ///
  /// - Parameters:
  ///   - configuration: what the runs have in common.
  ///   - files: the pictures that were written for all of them together.
  ///   - stored: where each run is kept; empty where they are not.
  public init(
    _ runs: [JudgedRun], configuration: RunConfiguration, files: [String],
    stored: [StoredPlace] = []
  ) {
    self.configuration = configuration
    self.runs = runs.enumerated().map { index, run in
      RunDocument(run, stored: index < stored.count ? stored[index] : nil)
    }
    sentences = Narrative(runs).sentences
    self.files = files
  }
}
