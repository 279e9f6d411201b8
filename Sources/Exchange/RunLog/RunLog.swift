import Foundation
import Records

/// What a run log says: the record, and what a record has no room for.
public struct RunLog: Sendable, Equatable {
  /// The run, ready to be judged.
  public var record: RunRecord
  /// When it began; nil where the log does not say so, or not as ISO 8601.
  public var startedAt: Date?

  /// The first key of the first line.
  public static let schema = "gradscope.log/1"
  /// What all its versions begin with.
  static let anySchema = "gradscope.log/"
  /// How the name of a log's file ends, before `.gz` where it is compressed.
  public static let fileEnding = ".gradscope.jsonl"

  /// What a log may hold at most: more is a mistake, or made to use up memory.
  enum Limit {
    /// Bytes of a line.
    static let line = 64 << 20
    /// Bytes of a log, unpacked.
    static let text = 8 << 30
    /// Places.
    static let places = 100_000
    /// Chains.
    static let chains = 10_000
    /// The number of a step.
    static let step = 1 << 40
    /// Values that one line counts: the sum of all lines then still is a whole number of 64 bits.
    static let count = 1 << 32
    /// Units, inputs or outputs of a place.
    static let width = 1 << 31
    /// Parameters of a place.
    static let parameters = 1 << 40
    /// Places times time points that are kept, some 400 MB: with more places, the points are fewer.
    static let statistics = 1 << 19
    /// Places times samples that are kept.
    static let samples = 1 << 17
  }
}
