import Datasets
import Tensors

/// People who ask for a loan: income, age and ratio, whose sizes are worlds apart and which count alike.
enum LoanApplications {
  /// Two of them, as a table.
  static let table: [[Double]] = [[25000, 25, 0.5], [80000, 55, 0.9]]
  static let featureNames = ["income", "age", "ratio"]

  /// The table as data.
  ///
  /// - Throws: `DatasetError` never for this table.
  static func two() throws -> Dataset {
    try Dataset(
      name: "two applications", features: Array(table.joined()), labels: [0, 1],
      classNames: ["no", "yes"], featureNames: featureNames, targetName: "granted")
  }

  /// So many applications between these two, drawn evenly; granted where the three, each measured from 0 to 1
  /// between them, add up to more than 1.5.
  ///
  /// - Throws: `DatasetError` for no applications.
  static func drawn(_ count: Int, seed: UInt64) throws -> Dataset {
    var generator = SeededGenerator(seed: seed, stream: 7)
    var (features, labels): ([Double], [Int]) = ([], [])
    for _ in 0..<count {
      let shares = featureNames.map { _ in generator.nextUniform() }
      features += shares.indices.map { table[0][$0] + shares[$0] * (table[1][$0] - table[0][$0]) }
      labels.append(shares.reduce(0, +) > 1.5 ? 1 : 0)
    }
    return try Dataset(
      name: "applications", features: features, labels: labels, classNames: ["no", "yes"],
      featureNames: featureNames, targetName: "granted")
  }
}
