/// Which runs of a store are meant. What is nil does not matter; the rest must all hold.
public struct RunFilter: Sendable, Equatable {
  /// The word of the judgement.
  public var verdict: String?
  /// The name of the data: `digits`, or the path of a file.
  public var dataset: String?
  /// The name of φ.
  public var activation: String?
  /// The name of the run.
  public var name: String?
  /// How far the run has come.
  public var status: StoredStatus?
  /// The most runs that are wanted, the newest.
  public var limit: Int?

  /// A filter; without arguments every run passes it.
  public init(
    verdict: String? = nil, dataset: String? = nil, activation: String? = nil,
    name: String? = nil, status: StoredStatus? = nil, limit: Int? = nil
  ) {
    self.verdict = verdict
    self.dataset = dataset
    self.activation = activation
    self.name = name
    self.status = status
    self.limit = limit
  }
}
