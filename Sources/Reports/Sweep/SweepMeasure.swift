import Charts
import Records

/// What the colour of a phase diagram shows.
public enum SweepMeasure: String, Sendable, CaseIterable {
  /// The share of right answers.
  case accuracy
  /// The loss.
  case loss

  /// The value of a cell; NaN where it diverged.
  func value(of cell: SweepCell) -> Double {
    if cell.status == .diverged { return .nan }
    // Nothing right at all is a value like others, not the special one of an exact 0.
    return self == .accuracy ? max(cell.accuracy, 1e-9) : max(cell.loss, 1e-9)
  }

  /// From the worst to the best that matters.
  func scale(of sweep: SweepRecord) -> LinearScale {
    guard self == .loss else { return LinearScale(from: 0, to: 1) }
    let chance = sweep.done.map(\.cell.chance.loss).filter(\.isFinite).max() ?? 1
    return LinearScale(from: 0, to: chance * 1.1)
  }

  /// The brightest colour is the best.
  var colorMap: ColorMap {
    guard self == .loss else { return .viridis }
    return ColorMap(stops: (0...50).map { ColorMap.viridis.color(at: 1 - Double($0) / 50) })
  }
}
