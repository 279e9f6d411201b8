import Texts

/// fraction = log(x / lower) / log(upper / lower), base 10: equal factors look equal.
public struct LogScale: Scale {
  public let domain: (lower: Double, upper: Double)
  public let range: (start: Double, end: Double)
  private let exponents: (lower: Double, upper: Double)

  /// Repairs of the domain: an end that is not finite and positive is put three decades from the
  /// other one; two such ends give 10⁻³…1; reversed ends are swapped; a domain of one value is
  /// widened by half a decade at both sides. A range that is not finite becomes 0…1.
  public init(from lower: Double, to upper: Double, range: (Double, Double) = (0, 1)) {
    func usable(_ end: Double) -> Double? { end.isFinite && end > 0 ? end : nil }
    var ends =
      switch (usable(lower), usable(upper)) {
      case (let lower?, let upper?): (min(lower, upper), max(lower, upper))
      case (let lower?, nil): (lower, lower * 1000)
      case (nil, let upper?): (upper / 1000, upper)
      case (nil, nil): (1e-3, 1.0)
      }
    ends = (max(ends.0, 1e-307), min(max(ends.1, 1e-307), 1e307))
    if Numbers.log10(ends.1) - Numbers.log10(ends.0) < 1e-9 {
      ends = (ends.0 / 3.1622776601683795, ends.1 * 3.1622776601683795)
    }
    domain = ends
    exponents = (Numbers.log10(ends.0), Numbers.log10(ends.1))
    self.range = range.0.isFinite && range.1.isFinite ? range : (0, 1)
  }

  /// A domain of whole decades around the positive finite values among `values`.
  public init(fitting values: some Sequence<Double>) {
    let positive = values.filter { $0.isFinite && $0 > 0 }
    guard let least = positive.min(), let greatest = positive.max() else {
      self.init(from: .nan, to: .nan)
      return
    }
    let lower = (Numbers.log10(least) + 1e-9).rounded(.down)
    let upper = (Numbers.log10(greatest) - 1e-9).rounded(.up)
    self.init(
      from: Numbers.power10(lower), to: Numbers.power10(upper > lower ? upper : lower + 1))
  }

  public func fraction(of value: Double) -> Double? {
    guard value.isFinite, value > 0 else { return nil }
    return (Numbers.log10(value) - exponents.lower) / (exponents.upper - exponents.lower)
  }

  /// Powers of ten, every 1st, 2nd, 3rd, 5th, 10th … of them so that 10⁰ is among them; with
  /// 2 and 5 times powers of ten between them for a domain of less than one and a half decades;
  /// round numbers as on a linear scale for less than a third of a decade.
  public func ticks(_ count: Int) -> [Double] {
    guard count > 0 else { return [] }
    let span = exponents.upper - exponents.lower
    let first = Int((exponents.lower - 1e-9).rounded(.up))
    let last = Int((exponents.upper + 1e-9).rounded(.down))
    if span < 1.5 {
      let mantissas = (first - 1...max(first - 1, last)).flatMap { exponent in
        [1.0, 2, 5].map { $0 * Numbers.power10(Double(exponent)) }
      }
      let fine = mantissas.filter {
        $0 >= domain.lower * (1 - 1e-9) && $0 <= domain.upper * (1 + 1e-9)
      }
      if span < 0.34 || fine.count < 2 {
        return LinearScale(from: domain.lower, to: domain.upper).ticks(count)
      }
      if fine.count <= count { return fine }
    }
    guard first <= last else { return [] }
    for step in [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000] {
      let decades = (first...last).filter { $0.isMultiple(of: step) }
      if decades.count <= count { return decades.map { Numbers.power10(Double($0)) } }
    }
    return []
  }

  /// 1, 10 and 0.1 as they are, other powers of ten as 10⁻³, everything else as 0.02 or 2·10⁻⁵.
  public func label(_ tick: Double) -> String {
    guard tick.isFinite, tick > 0 else { return NumberText.plain(tick) }
    let exponent = Numbers.log10(tick).rounded()
    let isPower = abs(tick / Numbers.power10(exponent) - 1) < 1e-9
    guard isPower else {
      return (0.001..<10_000).contains(tick)
        ? NumberText.plain(tick) : NumberText.scientific(tick)
    }
    switch exponent {
    case 0: return "1"
    case 1: return "10"
    case -1: return "0.1"
    default: return "10" + NumberText.superscript(Int(exponent))
    }
  }

  public func drawn(from start: Double, to end: Double) -> LogScale {
    LogScale(from: domain.lower, to: domain.upper, range: (start, end))
  }
}
