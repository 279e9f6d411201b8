import Charts

extension UpdateRatioLines {
  /// One place.
  struct Line: Sendable {
    /// Such as `layer 3`, `output`, or the place's own name.
    let name: String
    /// The median over neighbouring time points, at their middle.
    let points: [Point]
    /// What it does in a typical step.
    let median: UpdateMedian
    /// The number of a layer of this program's runs; nil of the output and of other programs' places.
    let layer: Int?

    /// The number that is told of it; NaN where there is none.
    var typical: Double { median.told }
    /// Whether it ends without a number.
    var isBroken: Bool { median.brokenFrom != nil }
    /// The name within a sentence.
    var words: String { name == "output" ? "the output layer" : name }
  }
}
