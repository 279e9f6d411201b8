/// Where an exported run comes from: what the record itself does not say.
public struct RunOrigin: Encodable, Sendable {
  /// Its number in its store.
  public let run: Int64
  /// When it began, in ISO 8601 and UTC.
  public let startedAt: String
  /// The version of the program that trained it.
  public let version: String

  /// An origin.
  public init(run: Int64, startedAt: String, version: String) {
    self.run = run
    self.startedAt = startedAt
    self.version = version
  }
}
