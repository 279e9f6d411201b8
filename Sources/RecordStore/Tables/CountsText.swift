/// Lists of counts as JSON: there are thousands of them in a run, so without a decoder for each.
enum CountsText {
  /// Such as `[1,2,3]`.
  static func encode(_ counts: [Int]) -> String {
    "[" + counts.map(String.init).joined(separator: ",") + "]"
  }

  /// The counts of such a text; nil where it is none.
  static func decode(_ text: String) -> [Int]? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: true)
    var counts: [Int] = []
    counts.reserveCapacity(parts.count)
    for part in parts {
      // The limit keeps sums of them within Int.
      guard let count = Int(part), (0...(1 << 53)).contains(count) else { return nil }
      counts.append(count)
    }
    return counts
  }
}
