/// The different right answers for one output and the share of the examples that each has.
struct AnswerShares {
  /// Answers in ascending order with their shares, which sum to 1; empty without examples.
  let entries: [(answer: Double, share: Double)]

  /// A 0/1 answer that is 1 for this share of the examples.
  init(ones share: Double) {
    entries = [(0, 1 - share), (1, share)]
  }

  /// These answers, one an example.
  init(_ answers: [Double]) {
    let share = 1 / Double(max(answers.count, 1))
    entries = answers.sorted().map { ($0, share) }
  }

  /// Σ share·f(answer); NaN without examples.
  func mean(_ f: (Double) -> Double) -> Double {
    entries.isEmpty ? .nan : entries.reduce(0) { $0 + $1.share * f($1.answer) }
  }

  /// An answer with half of the shares on either side; NaN without examples.
  var median: Double {
    var below = 0.0
    for (answer, share) in entries {
      below += share
      if below >= 0.5 { return answer }
    }
    return entries.last?.answer ?? .nan
  }
}
