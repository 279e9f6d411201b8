/// The middle one of numbers that each stand for several.
public enum WeightedMedian {
  /// The first number, from the smallest on, with which more than half of all weight is reached: where
  /// every weight is 1, the one at place n / 2 of n sorted ones. nil without any.
  ///
  /// - Parameter values: Numbers with their weights, which are above 0.
  public static func of(_ values: [(number: Double, weight: Int)]) -> Double? {
    ofSorted(values.sorted { $0.number < $1.number })
  }

  /// The same of numbers that are in order already.
  public static func ofSorted(_ values: [(number: Double, weight: Int)]) -> Double? {
    let half = values.reduce(0) { $0 + $1.weight } / 2
    var reached = 0
    return values.first {
      reached += $0.weight
      return reached > half
    }?.number
  }
}
