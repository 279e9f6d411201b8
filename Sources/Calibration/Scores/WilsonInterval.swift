/// A share with its 95 % interval by Wilson: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n) with
/// z = 1.96.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// JASA 22, 1927.
struct WilsonInterval: Sendable, Equatable {
  /// k / n; nil where nothing was counted.
  let share: Double?
  /// The lower end; 0 without counts.
  let lower: Double
  /// The upper end; 1 without counts.
  let upper: Double

  /// The interval of `count` among `total`.
  init(_ count: Int, of total: Int) {
    guard total > 0 else {
      (share, lower, upper) = (nil, 0, 1)
      return
    }
    let (n, z) = (Double(total), 1.96)
    let p = Double(count) / n
    let middle = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    share = p
    lower = max((middle - half) / (1 + z * z / n), 0)
    upper = min((middle + half) / (1 + z * z / n), 1)
  }
}
