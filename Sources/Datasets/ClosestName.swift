/// Finds the valid name that a mistyped one was probably meant to be.
public enum ClosestName {
  /// The candidate with the smallest Levenshtein distance d to `name`, letter case left aside; the
  /// first of them when several are equally near.
  ///
  /// A candidate counts as near when d ≤ ⌈n/3⌉ and d < n, with n the number of characters of the
  /// longer of the two: `gauss` is near `gaussian`, `zzz` is near nothing.
  ///
  /// - Parameters:
  ///   - name: What was typed.
  ///   - candidates: The valid names.
  /// - Returns: `nil` when no candidate is near.
  public static func closest(to name: String, in candidates: some Sequence<String>) -> String? {
    let letters = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let others = Array(candidate.lowercased())
      let length = max(letters.count, others.count)
      let limit = min((length + 2) / 3, length - 1)
      // The difference of the lengths is the least distance; a header may hold very long names.
      guard abs(letters.count - others.count) <= limit else { continue }
      let distance = distance(from: letters, to: others)
      if distance <= limit, best.map({ distance < $0.distance }) ?? true {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// The Levenshtein distance: the smallest number of characters to insert, delete or replace that
  /// turns one text into the other.
  ///
  /// Takes time in proportion to the product of the two lengths and memory to the second one.
  public static func distance(from first: String, to second: String) -> Int {
    distance(from: Array(first), to: Array(second))
  }

  private static func distance(from first: [Character], to second: [Character]) -> Int {
    var previous = Array(0...second.count)
    var current = previous
    for (row, letter) in first.enumerated() {
      current[0] = row + 1
      for (column, other) in second.enumerated() {
        let replaced = previous[column] + (letter == other ? 0 : 1)
        current[column + 1] = Swift.min(replaced, previous[column + 1] + 1, current[column] + 1)
      }
      swap(&previous, &current)
    }
    return previous[second.count]
  }
}
