/// Numbers of runs in words. Those of one command need not follow each other: another process may have
/// begun runs in the same store between them.
enum RunNumbers {
  /// Such as `run 7`, `runs 1 to 8`, `runs 1 to 2, 5`; of at least one number.
  static func text(_ numbers: [Int64]) -> String {
    var ranges: [ClosedRange<Int64>] = []
    for number in Set(numbers).sorted() {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let words = ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
    }
    return (numbers.count == 1 ? "run " : "runs ") + words.joined(separator: ", ")
  }
}
