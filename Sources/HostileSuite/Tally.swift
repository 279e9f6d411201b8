/// How the cases went, by kind.
struct Tally: Sendable {
  private struct Count {
    var cases = 0
    var complaints = 0
  }

  private var counts: [Kind: Count] = [:]

  /// Complaints in all.
  var complaints: Int { counts.values.map(\.complaints).reduce(0, +) }

  /// Adds a case.
  mutating func add(_ outcome: Trial.Outcome, of kind: Kind) {
    counts[kind, default: Count()].cases += 1
    counts[kind, default: Count()].complaints += outcome.complaints.count
  }

  /// A line for each kind, and the sum.
  func lines(seconds: Double) -> [String] {
    let cases = counts.values.map(\.cases).reduce(0, +)
    return Kind.allCases.compactMap { kind in
      counts[kind].map { "\(kind.rawValue): \($0.cases) cases, \($0.complaints) complaints" }
    } + ["\(cases) cases in \(Int(seconds.rounded())) s, \(complaints) complaints"]
  }
}
