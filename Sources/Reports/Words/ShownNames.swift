import Foundation

/// Names of runs as pictures show them: whole where they are short, without their middle where they are long,
/// and never two alike.
enum ShownNames {
  /// Letters of a name that pictures have room for, on two lines.
  static let longest = 44
  /// Letters of a command at the foot of a picture: more leave no room for the rest; the metadata have it
  /// whole.
  static let longestCommand = 240

  /// The names to show, in the order of the runs.
  static func of(_ names: [String]) -> [String] {
    let names = withoutKeys(names)
    var shown = names.map { shortened($0) }
    for (_, twins) in Dictionary(grouping: shown.indices, by: { shown[$0] }) where twins.count > 1 {
      // Their ends are alike: what stands where they begin to differ tells them apart.
      let start = commonPrefix(twins.map { names[$0] })
      for index in twins where names[index].count > longest {
        shown[index] = around(start, names[index])
      }
    }
    var seen: [String: Int] = [:]
    return shown.map { name in
      seen[name, default: 0] += 1
      return seen[name] == 1 ? name : "\(name) (\(seen[name] ?? 0))"
    }
  }

  /// Of variants such as `activation relu, init he-normal, seed 3` that are long, `relu, he-normal, seed 3`:
  /// what all say in the same place is left out where what follows is no number.
  private static func withoutKeys(_ names: [String]) -> [String] {
    guard names.contains(where: { $0.count > longestVariant }) else { return names }
    let variants = names.map {
      $0.components(separatedBy: ", ").map { $0.components(separatedBy: " ") }
    }
    guard let first = variants.first, names.count > 1, first.count > 1 else { return names }
    let isAlike = variants.allSatisfy { parts in
      parts.count == first.count
        && zip(parts, first).allSatisfy { $0.count == 2 && $0.first == $1.first }
    }
    guard isAlike else { return names }
    return variants.map { parts in
      parts.enumerated().map { index, part in
        let isNumber = variants.contains { Double($0[index][1]) != nil }
        return isNumber ? part.joined(separator: " ") : part[1]
      }.joined(separator: ", ")
    }
  }

  private static let longestVariant = 38

  /// `experiment-2026-…-seed1`, of so many letters at most.
  static func shortened(_ text: String, to limit: Int = longest) -> String {
    guard text.count > limit else { return text }
    let kept = limit - 1
    return "\(text.prefix(kept - kept / 2))…\(text.suffix(kept / 2))"
  }

  private static func commonPrefix(_ names: [String]) -> Int {
    guard let first = names.first else { return 0 }
    return names.dropFirst().map { zip(first, $0).prefix { $0 == $1 }.count }.min() ?? 0
  }

  /// The beginning of a name, what stands around a place in it, and its end.
  private static func around(_ place: Int, _ name: String) -> String {
    let (head, tail) = (10, 10)
    let window = longest - head - tail - 2
    let letters = Array(name)
    let start = min(max(place - 6, head), letters.count - tail - window)
    let end = start + window
    return String(letters.prefix(head)) + (start > head ? "…" : "")
      + String(letters[start..<end]) + (end < letters.count - tail ? "…" : "")
      + String(letters.suffix(tail))
  }
}
