import Records
import Tensors

/// Which units of a layer are silent or stuck on every example.
///
/// A unit is silent when z ≤ 0 on all examples: a ReLU then outputs 0 and passes no gradient. It is
/// stuck when z lies where φ′ is below 5 % of its maximum on all of them, on either side. A NaN is
/// neither: a unit that has one is in no map.
public enum UnitMaps {
  /// What is said of how many are silent.
  public static let silentCountDescription = QuantityDescription(
    name: "silentUnits",
    definition: "How many units of a hidden layer have z ≤ 0 on every example of the probe set.",
    tier: .scalars, cadence: .probe,
    needs: "z of the probe set. None where φ cannot go silent.", cost: cost)

  /// What is said of which are silent.
  public static let silentDescription = QuantityDescription(
    name: "silentMaps",
    definition: "The units with z ≤ 0 on every example of the probe set, before an activation that "
      + "is 0 there and passes no gradient.",
    tier: .full, cadence: .probe,
    needs: "z of the probe set. None where φ cannot go silent.", cost: cost)

  /// What is said of which are stuck.
  public static let stuckDescription = QuantityDescription(
    name: "stuckMaps",
    definition: "The units with |φ′(z)| < 5 % of max |φ′| on every example of the probe set.",
    tier: .full, cadence: .probe,
    needs: "z of the probe set. None where φ does not level off.", cost: cost)

  private static let cost =
    "One forward pass of the probe set, which all its quantities share: with 256 examples one to "
    + "five steps of a batch of 32. A tenth of that, or less, for the walk over z."

  /// The units of z, [examples, units], with z ≤ 0 in every row; all of them where there is none.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func silent<Scalar: RealScalar>(_ z: Matrix<Scalar>) -> UnitSet {
    units(of: z) { $0 <= 0 }
  }

  /// The units of z, [examples, units], outside of `bounds` in every row; all of them where there is
  /// none.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func stuck<Scalar: RealScalar>(
    _ z: Matrix<Scalar>, outside bounds: ClosedRange<Double>
  ) -> UnitSet {
    let lower = Scalar(bounds.lowerBound)
    let upper = Scalar(bounds.upperBound)
    return units(of: z) { ($0 < lower) != ($0 > upper) }
  }

  /// The columns in which every entry has a property.
  ///
  /// Row by row, in the order of memory: one byte a unit is cleared where the property fails, without
  /// a branch, so that the compiler can test many units at once.
  @inline(__always)
  private static func units<Scalar: RealScalar>(
    of z: Matrix<Scalar>, where holds: (Scalar) -> Bool
  ) -> UnitSet {
    let width = z.columns
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(width, 1)) { buffer in
      var set = UnitSet(unitCount: width)
      guard let flags = buffer.baseAddress else { return set }
      flags.initialize(repeating: 1, count: width)
      for r in 0..<z.rows {
        let row = z.elements + r * width
        for c in 0..<width { flags[c] &= holds(row[c]) ? 1 : 0 }
      }
      for c in 0..<width where flags[c] != 0 { set[c] = true }
      return set
    }
  }
}
