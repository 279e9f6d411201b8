import Charts
import Records

extension Curves {
  /// (Σ n·t / Σ n, Σ n·v / Σ n) over each of these groups of points, where a point stands for n steps from t on:
  /// means of neighbours, so that a line can be followed.
  func means(of values: [Double], over groups: [Range<Int>]) -> [Point] {
    groups.map { group in
      let weight = group.reduce(0) { $0 + counts[$1] }
      func mean(_ value: (Int) -> Double) -> Double {
        group.reduce(0) { $0 + Double(counts[$1]) * value($1) } / Double(weight)
      }
      return Point(mean { Double(steps[$0]) }, mean { values[$0] })
    }
  }
}
