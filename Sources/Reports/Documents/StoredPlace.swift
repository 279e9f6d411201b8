/// Where a run is kept, for a document.
public struct StoredPlace: Encodable, Sendable {
  /// The file of the store.
  public let store: String
  /// The number of the run in it; nil where it could not be kept.
  public let run: Int64?

  /// The place of a run.
  public init(store: String, run: Int64?) {
    self.store = store
    self.run = run
  }
}
