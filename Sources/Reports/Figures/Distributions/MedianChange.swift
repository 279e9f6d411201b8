import Records

/// How far the median magnitude of places moves from the first sample to the last one, in words.
struct MedianChange {
  private let chains: [SampledChain]

  /// The change in these chains.
  init(_ chains: [SampledChain]) { self.chains = chains }

  /// What happens where most does; nil where nothing was sampled.
  var words: String? {
    let moves = chains.flatMap { sampled in sampled.positions.map { move($0, sampled) } }
    guard let most = moves.max(by: { $0.way < $1.way }) else { return nil }
    guard most.way == 0 else { return most.words }
    let such = moves.count > 1 ? ", such as" : ":"
    return "the median magnitude stays where it was\(such) \(most.words)"
  }

  private func move(_ position: Int, _ sampled: SampledChain) -> (way: Double, words: String) {
    let first = sampled.histogram(position, in: sampled.first)
    let last = sampled.histogram(position, in: sampled.end)
    let place = (chains.count > 1 ? "\(sampled.run.name), " : "") + sampled.label(position)
    if last.nonFinite > 0 {
      let share = Double(last.nonFinite) / Double(max(last.count, 1))
      return (1e10, "\(Words.percent(share)) become NaN or infinite (\(place))")
    }
    if last.zeros == last.count, first.nonZeros > 0 {
      return (1e9, "all become exactly 0 (\(place))")
    }
    let most = BoundedSlots.highest(sampled)
    guard let before = first.medianExponent.map({ min($0, most ?? $0) }),
      let after = last.medianExponent.map({ min($0, most ?? $0) })
    else { return (-1, "no median of \(place) is known") }
    if before == after { return (0, "\(range(after)) in \(place)") }
    let way = Double(abs(after - before))
    // A median that crosses the edge of a bin has moved by one, and that by less than a factor of 2 at times.
    if way < 2 {
      return (
        way,
        "the median magnitude moves from \(range(before)) to \(range(after)) at most (\(place))"
      )
    }
    let factor = Double(sign: .plus, exponent: after - before, significand: 1)
    return (way, "the median magnitude becomes about \(Words.factor(factor)) (\(place))")
  }

  /// The bounds of a bin.
  private func range(_ exponent: Int) -> String {
    [exponent, exponent + 1].map {
      Words.short(Double(sign: .plus, exponent: $0, significand: 1))
    }.joined(separator: "–")
  }
}
