import Tensors

/// The shapes of tables on which published programs train: as many rows and columns, the same units, about as
/// much to learn; every number drawn here from a seed.
enum OutsideForm: String, CaseIterable, Sendable {
  // Classes.
  case flowers, cultivars, glyphs, arms
  // Two classes.
  case rings, corners, crescents, tumours, lenders, passengers
  // The four rows of the exclusive or.
  case exclusiveOr
  // Values.
  case houses, cars, line, parabola, wave, sums, mixture
  // Values that are whole numbers.
  case rentals

  static let manyClasses: [OutsideForm] = [.flowers, .cultivars, .glyphs, .arms]
  static let twoClasses: [OutsideForm] = [
    .rings, .corners, .crescents, .tumours, .lenders, .passengers,
  ]
  static let values: [OutsideForm] = [
    .houses, .cars, .line, .parabola, .wave, .sums, .mixture, .rentals,
  ]
  /// Those that no straight line through the features solves, not even by half.
  static let bent: [OutsideForm] = [.rings, .corners, .parabola]
  /// Those whose columns are in dollars, years and the like.
  static let large: [OutsideForm] = [.lenders, .houses, .cars, .glyphs, .tumours, .cultivars]

  var isOfTwoClasses: Bool { Self.twoClasses.contains(self) || self == .exclusiveOr }
  var isOfValues: Bool { Self.values.contains(self) }

  /// Draws a table of this shape.
  ///
  /// - Parameters:
  ///   - rareShare: the share of the second of two classes; nil for what comes by itself.
  ///   - numbered: whether the file calls its classes 0, 1, …
  func table(
    rareShare: Double? = nil, numbered: Bool, using generator: inout SeededGenerator
  ) -> OutsideTable {
    switch self {
    case .flowers, .cultivars, .glyphs, .arms: manyClasses(numbered, using: &generator)
    case .exclusiveOr:
      OutsideTable(
        columns: [
          .init(name: "a", values: [0, 0, 1, 1]), .init(name: "b", values: [0, 1, 0, 1]),
        ],
        target: "xor", answers: .classes([0, 1, 1, 0], names: ["0", "1"]))
    case .rings, .corners, .crescents, .tumours, .lenders, .passengers:
      twoClasses(rareShare, numbered, using: &generator)
    default: values(using: &generator)
    }
  }
}

extension SeededGenerator {
  /// μ + σ · a normal number, rounded to so many digits after the point.
  mutating func normal(_ mean: Double, _ deviation: Double, digits: Int = 2) -> Double {
    (mean + deviation * nextNormal()).rounded(toDigits: digits)
  }

  /// A uniform number between the two, rounded.
  mutating func between(_ low: Double, _ high: Double, digits: Int = 3) -> Double {
    (low + (high - low) * nextUniform()).rounded(toDigits: digits)
  }
}

extension Double {
  /// To so many digits after the point.
  func rounded(toDigits digits: Int) -> Double {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
