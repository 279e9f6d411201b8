/// The edges of columns that are not equally wide: those of n columns are n + 1 ascending numbers.
enum ColumnEdges {
  /// The edges, where they are ascending, finite and as many as so many columns have; else nil.
  static func usable(_ edges: [Double]?, columns: Int) -> [Double]? {
    guard let edges, columns > 0, edges.count == columns + 1, edges.allSatisfy(\.isFinite),
      zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    return edges
  }

  /// Whether all columns are equally wide, up to what rounding leaves.
  static func areEqual(_ edges: [Double]) -> Bool {
    guard let first = edges.first, let last = edges.last, edges.count > 1 else { return true }
    let width = (last - first) / Double(edges.count - 1)
    return edges.enumerated().allSatisfy { index, edge in
      abs(edge - first - Double(index) * width) <= 1e-6 * width
    }
  }

  /// The columns that reach into each of `count` equal cells over the whole width: none is lost, however
  /// narrow, and a wide one is in several.
  static func spans(of edges: [Double], in count: Int) -> [Range<Int>] {
    let columns = edges.count - 1
    guard columns > 0, count > 0 else { return [] }
    let width = (edges[columns] - edges[0]) / Double(count)
    var (first, end) = (0, 0)
    return (0..<count).map { cell in
      let left = edges[0] + Double(cell) * width
      let right = edges[0] + Double(cell + 1) * width
      // A hair of a cell is the rounding of the edges.
      while first < columns - 1, edges[first + 1] <= left + 1e-6 * width { first += 1 }
      while end < columns, edges[end] < right - 1e-6 * width { end += 1 }
      return first..<max(end, first + 1)
    }
  }
}
