import Records

extension MagnitudeHistogram {
  /// The exponents that a log may have: those of float64.
  private static let logged = -1074...1023

  /// A histogram of a log: bin i of `counts` and of `negative` holds the values of a sign with
  /// 2^(lowest + i) ≤ |x| < 2^(lowest + i + 1). What is outside of the grid here, which is that of
  /// float32, is counted as under or over it.
  ///
  /// - Throws: `LineFault` where a count is no whole number from 0, or the lists differ in length.
  init(_ fields: JSONFields) throws(LineFault) {
    var total = 0
    func count(_ key: String) throws(LineFault) -> Int {
      let count = try fields.integer(key, to: RunLog.Limit.count) ?? 0
      total += count
      return count
    }
    func bins(_ key: String) throws(LineFault) -> [Int] {
      let list = try fields.list(key) ?? []
      guard list.count <= Self.logged.count else {
        throw fields.fault(
          key, "at most \(Self.logged.count) bins", .integer(Int64(list.count)),
          "those of float64 are enough")
      }
      var bins: [Int] = []
      for (index, value) in list.enumerated() {
        guard let count = value.asInteger, (0...RunLog.Limit.count).contains(count) else {
          throw fields.fault(
            "\(key)[\(index)]", "a whole number from 0 to \(RunLog.Limit.count)", value)
        }
        total += count
        bins.append(count)
      }
      return bins
    }
    let positive = try bins("counts")
    let negative = fields.has("negative") ? try bins("negative") : positive.map { _ in 0 }
    guard negative.count == positive.count else {
      throw fields.fault(
        "negative", "as many bins as \"counts\" has, \(positive.count)",
        .integer(Int64(negative.count)), "write empty bins as 0")
    }
    let lowest =
      try fields.integer("lowest", from: Self.logged.lowerBound, to: Self.logged.upperBound) ?? 0
    var (under, over) = (try count("under"), try count("over"))
    var inside = (negative: [Int](), positive: [Int]())
    for (index, pair) in zip(negative, positive).enumerated() {
      switch lowest + index {
      case ..<Self.exponents.lowerBound: under += pair.0 + pair.1
      case Self.exponents:
        inside.negative.append(pair.0)
        inside.positive.append(pair.1)
      default: over += pair.0 + pair.1
      }
    }
    let (zeros, nonFinite) = (try count("zero"), try count("nonFinite"))
    guard total <= RunLog.Limit.count else {
      throw fields.fault(
        "counts", "at most \(RunLog.Limit.count) values", .integer(Int64(total)),
        "correct the histogram")
    }
    self.init(
      lowestExponent: max(lowest, Self.exponents.lowerBound), negative: inside.negative,
      positive: inside.positive, zeros: zeros, nonFinite: nonFinite, under: under, over: over)
  }
}
