/// Why a run could not be stored, found or read.
///
/// `description` is one line that says which store or run is meant, what was expected, what came
/// and what to do: `runs.db: expected run 17, got a store without it; the closest are 16 and 18`.
public struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is: a command chooses its exit status by it.
  public enum Category: Sendable {
    /// There is no such store or run.
    case notFound
    /// The file or the record is not what it should be.
    case badInput
    /// The store cannot be written: no room, no permission, or another process keeps it locked.
    case cannotWrite
  }

  /// What kind of trouble it is.
  public let category: Category
  /// The message, in one line.
  public let description: String

  /// An error with this message.
  public init(_ category: Category, _ description: String) {
    self.category = category
    self.description = description
  }
}
