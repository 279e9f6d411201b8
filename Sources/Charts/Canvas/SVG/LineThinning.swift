/// Fewer points of a line, without losing a peak.
enum LineThinning {
  /// The points to keep so that the line through them passes all others within a distance.
  ///
  /// Douglas and Peucker (1973), "Algorithms for the reduction of the number of points required to represent a
  /// digitized line or its caricature".
  static func outline(of points: [Point], within distance: Double) -> [Point] {
    guard points.count > 2, distance > 0 else { return points }
    var isKept = [Bool](repeating: false, count: points.count)
    (isKept[0], isKept[points.count - 1]) = (true, true)
    var open = [(first: 0, last: points.count - 1)]
    while let (first, last) = open.popLast() {
      let (start, end) = (points[first], points[last])
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      var (farthest, most) = (first, distance)
      var index = first + 1
      while index < last {
        let (x, y) = (points[index].x - start.x, points[index].y - start.y)
        let off = length > 0 ? abs(x * dy - y * dx) / length : (x * x + y * y).squareRoot()
        if off > most { (farthest, most) = (index, off) }
        index += 1
      }
      guard farthest > first else { continue }
      isKept[farthest] = true
      open += [(first, farthest), (farthest, last)]
    }
    return zip(points, isKept).filter(\.1).map(\.0)
  }

  /// The indices of the points to keep, in order, all where there are at most `most`: of each part of the line
  /// the first, the last, the least and the greatest.
  ///
  /// Jugel et al. (2014), "M4: A Visualization-Oriented Time Series Data Aggregation".
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
