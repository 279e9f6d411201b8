/// A row that no version of this program writes, or not the one that was written.
struct DamagedRow: Error, CustomStringConvertible {
  var table: String
  /// The run that it belongs to; nil where that is what cannot be read.
  var run: Int64?
  /// What tells it from other rows of the run, such as `step 3, layer 2`; empty where the whole table
  /// is meant.
  var key = ""
  var problem: String
  var expected: String

  var description: String {
    "\(problem) in table \(table)\(run.map { " of run \($0)" } ?? "")"
      + "\(key.isEmpty ? "" : " at \(key)") instead of \(expected)"
  }
}
