import Datasets
import Records

/// What a person should know of a dataset before a network learns from it, by its numbers as they were
/// read, before scaling.
struct DataReadout {
  /// An outlier squeezes the others: the middle half of the column lies within this share of its
  /// deviation.
  static let squeezedShare = 0.05
  /// And it lies so many deviations from the mean.
  static let outlyingDeviations = 10.0
  /// No more rows than these are looked at for quartiles and for answers among the features.
  static let mostRows = 20_000
  /// The classes of more are not listed.
  static let mostClasses = 100

  private let data: Dataset

  /// The read-out of a whole dataset, which was neither split nor scaled.
  init(_ data: Dataset) { self.data = data }

  /// All of it. Constant features, outliers and answers are looked for in tables only: of an image
  /// some pixels are always black.
  var summary: DatasetSummary {
    var summary = DatasetSummary(
      name: data.name, examples: data.exampleCount, features: data.featureCount,
      classes: data.classCount)
    summary.target = data.targetName.isEmpty ? nil : data.targetName
    if (1...Self.mostClasses).contains(data.classCount) {
      summary.classNames = data.classNames
      summary.classCounts = data.classCounts
    }
    if data.task == .regression, data.targetCount == 1, let least = data.targets.min(),
      let most = data.targets.max()
    {
      summary.targetRange = [least, most]
    }
    let reading = data.reading
    summary.taskReason = reading.taskReason
    summary.assumptions = reading.assumptions.nilIfEmpty
    summary.rowsLeftOut = reading.rowsLeftOut.isEmpty ? nil : reading.rowsLeftOut.count
    summary.cellsFilled = reading.cellsFilled == 0 ? nil : reading.cellsFilled
    summary.columnsLeftOut = reading.columnsLeftOut.nilIfEmpty
    summary.columnsOfTexts = reading.columnsOfTexts.nilIfEmpty
    // A target that is constant is refused elsewhere.
    guard reading.isTable, let scales = try? Standardizer(fitting: data) else { return summary }
    summary.constantFeatures =
      data.featureNames.indices.filter { scales.deviations[$0] == 0 }
      .map { data.featureNames[$0] }.nilIfEmpty
    summary.outliers = outliers(scales).nilIfEmpty
    summary.givesAnswerAway = AnswerAmongFeatures(data, rows: rows, scales).names.nilIfEmpty
    return summary
  }

  /// The rows that are looked at, spread evenly.
  private var rows: [Int] {
    let count = data.exampleCount
    guard count > Self.mostRows else { return Array(0..<count) }
    return (0..<Self.mostRows).map { $0 * count / Self.mostRows }
  }

  /// The farthest value of each column in which it squeezes all others together.
  private func outliers(_ scales: Standardizer) -> [DatasetSummary.Outlier] {
    var farthest = [(distance: Double, row: Int)](
      repeating: (0, 0), count: data.featureCount)
    var index = 0
    for row in 0..<data.exampleCount {
      for column in 0..<data.featureCount {
        // Halves, as a difference of two numbers may be beyond a Double.
        let distance = abs(data.features[index] / 2 - scales.means[column] / 2)
        if distance > farthest[column].distance { farthest[column] = (distance, row) }
        index += 1
      }
    }
    let rows = self.rows
    return data.featureNames.indices.compactMap { column in
      let deviation = scales.deviations[column]
      let deviations = 2 * (farthest[column].distance / deviation)
      guard deviation > 0, deviations > Self.outlyingDeviations else { return nil }
      let values = rows.map { data.features[$0 * data.featureCount + column] }.sorted()
      let middle = values[values.count * 3 / 4] - values[values.count / 4]
      guard middle > 0, middle < Self.squeezedShare * deviation else { return nil }
      let row = farthest[column].row
      return DatasetSummary.Outlier(
        column: data.featureNames[column],
        value: data.features[row * data.featureCount + column], deviations: deviations,
        row: data.reading.row(ofExample: row))
    }
  }
}

extension Array {
  /// The list, or nil where nothing is in it.
  fileprivate var nilIfEmpty: Self? { isEmpty ? nil : self }
}
