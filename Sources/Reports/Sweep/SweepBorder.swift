import Records

/// Where training stops in a sweep of depths: depth = k · ξ. The shape ξ(σw²) is that of theory, the
/// whole number k the one that tells the cells that learned from those that did not with the fewest
/// errors.
///
/// S. S. Schoenholz et al., "Deep information propagation", ICLR 2017, found k ≈ 6. It grows slowly
/// with the number of steps.
public struct SweepBorder: Sendable, Equatable {
  /// k.
  public let multiple: Int
  /// Whether k comes from the cells; else it is Schoenholz's 6.
  public let isFitted: Bool
  /// The share of cells on the side of the border where they belong; nil without any cell.
  public let agreement: Double?

  /// The multiple where the cells do not tell one.
  static let published = 6
  private static let candidates = 1...60

  /// The border of a sweep; nil where it has no depths or no theory.
  public init?(_ sweep: SweepRecord) {
    guard let theory = sweep.theory, sweep.x.variable == .depth || sweep.y.variable == .depth
    else { return nil }
    let cells = sweep.done.compactMap { column, row, cell -> (ratio: Double, learned: Bool)? in
      let isUpright = sweep.y.variable == .depth
      let place = isUpright ? column : row
      guard theory.points.indices.contains(place) else { return nil }
      let depth = isUpright ? sweep.y.values[row] : sweep.x.values[column]
      return (depth / theory.points[place].depthScale, cell.hasLearned)
    }
    func errors(_ multiple: Int) -> Int {
      cells.count { ($0.ratio <= Double(multiple)) != $0.learned }
    }
    let learned = cells.count(where: \.learned)
    isFitted = learned > 0 && learned < cells.count
    let best = Self.candidates.min { (errors($0), $0) < (errors($1), $1) }
    let multiple = isFitted ? best ?? Self.published : Self.published
    self.multiple = multiple
    agreement = cells.isEmpty ? nil : 1 - Double(errors(multiple)) / Double(cells.count)
  }
}

extension SweepCell {
  /// Whether it came at least half of the way from guessing to all answers right; with values to
  /// predict, from guessing to loss 0.
  public var hasLearned: Bool {
    guard status != .diverged, loss.isFinite else { return false }
    if accuracy.isFinite, chance.accuracy.isFinite, chance.accuracy < 1 {
      return (accuracy - chance.accuracy) / (1 - chance.accuracy) >= 0.5
    }
    return loss <= chance.loss / 2
  }
}
