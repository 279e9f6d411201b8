/// Maps data to places on a canvas and chooses round numbers to mark.
///
/// A scale is always usable: constructors repair domains that are empty, reversed or not finite
/// (each says how), so positions are never NaN.
public protocol Scale: Sendable {
  /// The data at the two ends of the range; `lower < upper`, both finite.
  var domain: (lower: Double, upper: Double) { get }

  /// The places of the domain's ends in points. `start > end` for an axis that grows upward.
  var range: (start: Double, end: Double) { get }

  /// Where a value is between the ends of the domain: 0 at the lower and 1 at the upper end,
  /// beyond that outside; nil for a value that has no place (NaN, infinities, and on a
  /// logarithmic scale numbers that are not positive).
  func fraction(of value: Double) -> Double?

  /// At most `count` round values within the domain, ascending.
  func ticks(_ count: Int) -> [Double]

  /// A single value as text.
  func label(_ tick: Double) -> String

  /// Texts of ticks that stand together, with as many decimals as all of them need.
  func labels(_ ticks: [Double]) -> [String]

  /// The same domain drawn elsewhere.
  func drawn(from start: Double, to end: Double) -> Self
}

extension Scale {
  /// Where a value is drawn, in points; nil where `fraction(of:)` is nil.
  ///
  /// Values outside of the domain are placed outside of the range, but never more than ten of
  /// its lengths: a drawing library overflows on coordinates of 10³⁰.
  public func position(of value: Double) -> Double? {
    guard let fraction = fraction(of: value) else { return nil }
    return range.start + min(11, max(-10, fraction)) * (range.end - range.start)
  }

  public func labels(_ ticks: [Double]) -> [String] { ticks.map(label) }

  /// Whether a value lies within the domain.
  public func contains(_ value: Double) -> Bool {
    domain.lower <= value && value <= domain.upper
  }
}
