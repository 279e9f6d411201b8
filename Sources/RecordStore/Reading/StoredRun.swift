import Foundation
import Records

/// A run as a list shows it, without its time points.
public struct StoredRun: Sendable, Equatable {
  /// Its number in the store, from 1; never given twice.
  public var id: Int64
  /// Its name, such as `relu-he`; several runs may share one.
  public var name: String
  /// How far it has come.
  public var status: StoredStatus
  /// The word of the judgement, such as `vanishing-gradient`; nil where it was not judged.
  public var verdict: String?
  /// How many findings of the judgement are warnings.
  public var warnings: Int
  /// How many rules could not be judged; nil where nobody counted them.
  public var unjudged: Int?
  /// When it began, to the millisecond.
  public var startedAt: Date
  /// When it ended; nil where it did not, or nobody saw it.
  public var endedAt: Date?
  /// The version of the program that wrote it.
  public var version: String
  /// What a judgement may read beside the numbers.
  public var facts: RunFacts
  /// The network, in few words.
  public var network: NetworkSummary
  /// What is needed to train it again, for the program that can; nil where none can.
  public var plan: JSONValue?
  /// The last recorded step; 0 before the first.
  public var steps: Int
  /// Training loss at the end; nil before it.
  public var finalLoss: Double?
  /// Validation accuracy at the end; nil before it and without a validation set.
  public var validationAccuracy: Double?
  /// Whether it says anything of the places of its network, and not only of its loss.
  public var hasPlaces = true
}
