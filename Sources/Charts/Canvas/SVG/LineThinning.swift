/// Fewer points of a line, without losing a peak: of each part of it the first, the last, the least and the
/// greatest.
///
/// Jugel et al. (2014), "M4: A Visualization-Oriented Time Series Data Aggregation".
enum LineThinning {
  /// The indices of the points to keep, in order: all where there are at most `most`.
  static func indices(of values: [Double], atMost most: Int) -> [Int] {
    guard values.count > most, most >= 4 else { return Array(values.indices) }
    let parts = most / 4
    var kept: [Int] = []
    kept.reserveCapacity(most)
    for part in 0..<parts {
      let range = part * values.count / parts..<(part + 1) * values.count / parts
      guard let first = range.first, let last = range.last else { continue }
      var (least, greatest) = (first, first)
      for index in range {
        if values[index] < values[least] { least = index }
        if values[index] > values[greatest] { greatest = index }
      }
      for index in [first, min(least, greatest), max(least, greatest), last]
      where kept.last != index && index > (kept.last ?? -1) {
        kept.append(index)
      }
    }
    return kept
  }
}
