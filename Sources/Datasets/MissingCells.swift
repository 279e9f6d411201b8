/// What is done with the cells of a table that hold nothing: that are empty, `NA`, `N/A`, `nan`,
/// `null` or `?`.
public enum MissingCells: String, Sendable, CaseIterable {
  /// A missing number is the mean of the known ones of its column; of a category every 0/1 column
  /// is 0. A target that is missing is refused.
  case mean
  /// A row with a missing cell is left out.
  case dropRows = "drop-rows"
}
