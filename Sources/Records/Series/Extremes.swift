/// The smaller and the larger of two numbers of which one may be NaN: then the other, so that a
/// range survives what the mean shows anyway.
enum Extremes {
  @inline(__always) static func smaller(_ a: Double, _ b: Double) -> Double {
    b < a || a.isNaN ? b : a
  }
  @inline(__always) static func larger(_ a: Double, _ b: Double) -> Double {
    b > a || a.isNaN ? b : a
  }
}
