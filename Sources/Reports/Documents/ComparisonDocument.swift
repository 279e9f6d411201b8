import Records

/// A comparison in the form of `Documentation/json.md`, schema `gradscope.comparison/1`.
public struct ComparisonDocument: Encodable, Sendable {
  private let schema = "gradscope.comparison/1"
  private let version = Version.current
  private let configuration: JSONValue?
  private let runs: [RunDocument]
  private let sentences: [String]
  private let files: [String]

  /// A document of these runs.
  ///
  /// - Parameters:
  ///   - configuration: the plan that the runs have in common beside activation and first weights; nil
  ///     where they differ in more.
  ///   - files: the pictures that were written for all of them together.
  ///   - stored: where each run is kept; empty where they are not.
  ///   - next: the next step after each run; empty where no more is known of them than their records say.
  public init(
    _ runs: [JudgedRun], configuration: JSONValue?, files: [String],
    stored: [StoredPlace] = [], next: [NextStep] = []
  ) {
    self.configuration = configuration
    self.runs = runs.enumerated().map { index, run in
      RunDocument(
        run, stored: index < stored.count ? stored[index] : nil,
        next: index < next.count ? next[index] : nil)
    }
    sentences = Narrative(runs).sentences
    self.files = files
  }

  /// The plan of stored runs, that of the first; nil where they differ in more than activation, first
  /// weights and shortcuts, or cannot be trained again.
  public static func configuration(of runs: [JudgedRun]) -> JSONValue? {
    RunGroup(runs).commonSetting == nil ? nil : runs.first?.record.plan
  }

  private enum Key: String, CodingKey {
    case schema, version, configuration, runs, sentences, files
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(version, forKey: .version)
    // The key is there, as null: a script need not ask whether it exists.
    try container.encode(configuration, forKey: .configuration)
    try container.encode(runs, forKey: .runs)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(files, forKey: .files)
  }
}
