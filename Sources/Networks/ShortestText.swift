/// A number without a needless `.0`, as a person would type it.
func shortest(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// Which numbers may follow a name: `huber[:DELTA] with a number from 1e-06 to 1000000`,
/// `mae without a number`.
func numberExpectation(
  _ usage: String, takes: Bool, _ range: ClosedRange<Double>?
) -> String {
  guard takes else { return "\(usage) without a number" }
  let bounds = range.map { " from \(shortest($0.lowerBound)) to \(shortest($0.upperBound))" } ?? ""
  return "\(usage) with a finite number\(bounds)"
}
