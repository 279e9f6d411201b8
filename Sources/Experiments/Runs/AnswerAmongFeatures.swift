import Datasets

/// Features from which the target follows, as a network would find out at once: a copy of it, or the
/// rest of a label that was written as several 0/1 columns.
struct AnswerAmongFeatures {
  /// |r| with the target above this is a straight line.
  static let correlation = 0.99999
  /// Of fewer rows chance can make a copy.
  static let fewestRows = 10
  /// More sets of columns than these are not tried.
  private static let mostTries = 10_000
  /// Nor are sets of more columns.
  private static let mostColumns = 200

  private let data: Dataset
  /// The rows that are looked at.
  private let rows: [Int]
  private let scales: Standardizer

  /// - Parameter scales: Mean and deviation of every column of the data.
  init(_ data: Dataset, rows: [Int], _ scales: Standardizer) {
    self.data = data
    self.rows = rows
    self.scales = scales
  }

  /// The names of these features, in their order.
  var names: [String] {
    guard rows.count >= Self.fewestRows, data.targetCount == 1 else { return [] }
    var columns: [Int] = []
    switch data.task {
    case .regression: columns = copiesOfValues
    case .classification:
      columns = data.featureNames.indices.filter(isNameOfClass)
      if columns.isEmpty { columns = restOfLabel }
    case .multiLabel: break
    }
    return columns.map { data.featureNames[$0] }
  }

  private func feature(_ column: Int, _ row: Int) -> Double {
    data.features[row * data.featureCount + column]
  }

  /// Features x with |r(x, y)| near 1: y = a·x + b.
  private var copiesOfValues: [Int] {
    guard let mean = scales.targetMeans?.first, let deviation = scales.targetDeviations?.first
    else { return [] }
    let width = data.featureCount
    var (sum, squares) = (0.0, 0.0)
    var sums = [Double](repeating: 0, count: width)
    var squaresOf = sums
    var products = sums
    for row in rows {
      let y = (data.targets[row] - mean) / deviation
      sum += y
      squares += y * y
      for column in 0..<width where scales.deviations[column] > 0 {
        let x = (feature(column, row) - scales.means[column]) / scales.deviations[column]
        sums[column] += x
        squaresOf[column] += x * x
        products[column] += x * y
      }
    }
    let count = Double(rows.count)
    return (0..<width).filter { column in
      let covariance = products[column] - sums[column] * sum / count
      let variances =
        (squaresOf[column] - sums[column] * sums[column] / count) * (squares - sum * sum / count)
      return variances > 0 && abs(covariance) / variances.squareRoot() > Self.correlation
    }
  }

  /// Whether a feature has one value for each class, another for each.
  private func isNameOfClass(_ column: Int) -> Bool {
    var classOfValue: [Double: Int] = [:]
    var valueOfClass: [Int: Double] = [:]
    for row in rows {
      let (value, label) = (feature(column, row), data.labels[row])
      guard classOfValue[value, default: label] == label,
        valueOfClass[label, default: value] == value
      else { return false }
      classOfValue[value] = label
      valueOfClass[label] = value
    }
    return classOfValue.count == data.classCount
  }

  // MARK: - The rest of a label in 0/1 columns

  /// 0/1 features that are 1, one of them and no more, exactly where the target is not.
  private var restOfLabel: [Int] {
    guard data.classNames == ["0", "1"] else { return [] }
    let others = rows.filter { data.labels[$0] == 0 }
    let ones: [(column: Int, rows: Set<Int>)] = data.featureNames.indices.compactMap { column in
      guard scales.deviations[column] > 0 else { return nil }
      var ones: Set<Int> = []
      for row in rows {
        let value = feature(column, row)
        guard value == 0 || value == 1 && data.labels[row] == 0 else { return nil }
        if value == 1 { ones.insert(row) }
      }
      return ones.isEmpty ? nil : (column, ones)
    }
    guard (1...Self.mostColumns).contains(ones.count), !others.isEmpty else { return [] }
    // Where all of them together leave a row out, no choice of them covers it.
    let covered = ones.reduce(into: Set<Int>()) { $0.formUnion($1.rows) }
    guard others.allSatisfy(covered.contains) else { return [] }
    var tries = 0
    return Self.cover(others[...], by: ones, tries: &tries)?.sorted() ?? []
  }

  /// Columns of which in each of the rows exactly one is 1; nil where there are none.
  private static func cover(
    _ rows: ArraySlice<Int>, by columns: [(column: Int, rows: Set<Int>)], tries: inout Int
  ) -> [Int]? {
    guard let first = rows.first else { return [] }
    for (column, ones) in columns where ones.contains(first) {
      tries += 1
      guard tries < mostTries else { return nil }
      let rest = rows.filter { !ones.contains($0) }
      let disjoint = columns.filter { $0.rows.isDisjoint(with: ones) }
      if let cover = cover(rest[...], by: disjoint, tries: &tries) { return [column] + cover }
    }
    return nil
  }
}
