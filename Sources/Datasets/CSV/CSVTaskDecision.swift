import Texts

/// What a target column was taken for where nobody said it, and why.
enum CSVTaskDecision {
  /// There are numbers with a fraction: values.
  case fractions
  /// There are texts: classes.
  case texts(different: Int, rows: Int)
  /// There are whole numbers alone, each so many times.
  case wholeNumbers([IntegerLabel: Int])

  /// More different whole numbers are values, but for those that look like the numbers of classes.
  static let mostClasses = 20
  /// Classes beyond that have at least so many examples each, and this share of the average.
  static let leastOfAClass = 5
  static let leastShareOfAverage = 0.25

  /// What there is to learn.
  ///
  /// Texts are classes, numbers with a fraction are values. Whole numbers are classes where there are
  /// two of them; where they are at most 20 and have two examples each on average; and where they
  /// follow each other from 0 or 1 on and are about equally frequent, as the numbers of letters are.
  var task: LearningTask {
    switch self {
    case .fractions: return .regression
    case .texts: return .classification
    case .wholeNumbers(let counts):
      let rows = counts.values.reduce(0, +)
      if counts.count == 2 { return .classification }
      if counts.count <= Self.mostClasses {
        return 2 * counts.count <= rows ? .classification : .regression
      }
      return areNumbered(counts, rows: rows) ? .classification : .regression
    }
  }

  /// Whether every row has a class of its own, from which nothing can be learned about others.
  var isNameOfEachRow: Bool {
    guard case .texts(let different, let rows) = self else { return false }
    return different == rows && rows > 2
  }

  /// Whether another answer would make sense too.
  var isDoubtful: Bool {
    guard case .wholeNumbers(let counts) = self else { return false }
    return counts.count > 2
  }

  /// What was decided and why, in words: `values, as "count" has 55 different whole numbers from 0
  /// to 56`.
  func reason(_ target: String) -> String {
    let name = target.inQuotes
    switch self {
    case .fractions: return "values, as \(name) has numbers with a fraction"
    case .texts(let different, _): return "classes, as \(name) holds \(different) different texts"
    case .wholeNumbers(let counts):
      let numbers = counts.keys.sorted()
      let (least, most) = (numbers.first?.description ?? "", numbers.last?.description ?? "")
      let rows = counts.values.reduce(0, +)
      if counts.count == 2 {
        return "classes, as \(name) holds the numbers \(least) and \(most) only"
      }
      let range = "\(counts.count) different whole numbers from \(least) to \(most)"
      if task == .classification {
        return counts.count > Self.mostClasses
          ? "classes, as \(name) has \(range), about equally often"
          : "classes, as \(name) has only \(range) in \(rows) rows"
      }
      return counts.count > Self.mostClasses
        ? "values, as \(name) has \(range)" : "values, as \(name) has \(range) in \(rows) rows"
    }
  }

  private func areNumbered(_ counts: [IntegerLabel: Int], rows: Int) -> Bool {
    let numbers = counts.keys.compactMap { Int($0.description) }
    guard numbers.count == counts.count, let least = numbers.min(), let most = numbers.max(),
      (0...1).contains(least), most - least == counts.count - 1
    else { return false }
    let rarest = counts.values.min() ?? 0
    let average = Double(rows) / Double(counts.count)
    return rarest >= Self.leastOfAClass
      && Double(rarest) >= Self.leastShareOfAverage * average
  }
}
