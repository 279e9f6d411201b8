import Charts

/// The rows of a picture that has one a place: the first at the top, each with its number or its name.
struct NamedPlaces: Sendable {
  /// What a place is called.
  let noun: String
  /// How many places there are; more than are drawn where these are many.
  let count: Int
  /// The labels of the drawn ones.
  let names: [String]

  /// The axis; row i stands on i, and half a row is free below the last.
  var axis: Axis {
    Axis(
      .left,
      scale: NamedScale(
        names: names, numbers: LinearScale(from: 0.05, to: Double(names.count) + 0.25)),
      title: noun, ticks: .values(names.indices.map { Double($0 + 1) }), showsGrid: true,
      showsLine: false
    ).reversed()
  }

  /// Such as `12 of 30 layers`; nil where all are drawn.
  var selection: String? {
    names.count < count ? "\(names.count) of \(count) \(noun)s" : nil
  }
}
