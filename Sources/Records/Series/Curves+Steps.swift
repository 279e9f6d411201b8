/// Parts of a run by its steps: points are of unequal length in a long run, and a tenth of the points
/// is then not a tenth of the run.
extension Curves {
  /// Steps that were measured.
  public var measuredSteps: Int { counts.reduce(0, +) }

  /// The first points, at least one, that cover no more than so many measured steps.
  public func head(of steps: Int) -> Range<Int> {
    var covered = 0
    let length = counts.prefix { count in
      covered += count
      return covered <= steps
    }.count
    return 0..<min(max(length, 1), count)
  }

  /// The last points, at least one, that cover no more than so many measured steps.
  public func tail(of steps: Int) -> Range<Int> {
    var covered = 0
    let length = counts.reversed().prefix { count in
      covered += count
      return covered <= steps
    }.count
    return (count - min(max(length, 1), count))..<count
  }

  /// The last tenth of the run.
  public var lastTenth: Range<Int> { tail(of: measuredSteps / 10) }

  /// The tenth of the run that ends where its last fifth begins.
  public var tenthBeforeTheLastFifth: Range<Int> {
    tail(of: 3 * measuredSteps / 10).lowerBound..<tail(of: measuredSteps / 5).lowerBound
  }

  /// The median of the losses of these points, each counted as often as it has steps; nil without any.
  public func medianLoss(of points: some Sequence<Int>) -> Double? {
    WeightedMedian.of(points.map { (loss[$0], counts[$0]) })
  }

  /// The point that a step lies in, or else the last one before it; nil where the first begins later.
  public func point(at step: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] <= step { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
