import Charts
import Records

/// How histograms become bars on an axis that several of them share.
protocol HistogramSlots: Sendable {
  /// The axis.
  var axis: any Scale { get }

  /// The share of the values of a histogram in each slot of the axis, of all that are numbers; all 0 where
  /// none is. From the smallest values to the largest.
  func shares(_ histogram: MagnitudeHistogram) -> [Double]

  /// The shares as bars.
  func bins(_ shares: [Double]) -> [RidgeMark.Bin]
}

extension MagnitudeSlots: HistogramSlots {
  var axis: any Scale { scale }
}
