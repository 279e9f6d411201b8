import Diagnosis

/// The page in a terminal: prose and lists.
extension RulePage: TextReport {
  public var blocks: [TextBlock] { lines.map { .line($0) } }
}
