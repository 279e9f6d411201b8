/// Brings every feature to mean 0 and deviation 1: z = (x − μ) / σ.
///
/// μ and σ are the mean and the population deviation, σ² = Σ(x − μ)² / N, of a column of the
/// training part; they are then applied to every other part, which must not take part in the fit.
/// A column that is constant in the training part says nothing about the classes there: it becomes
/// 0 in every part, whatever another part has in it.
public struct Standardizer: Equatable, Sendable {
  /// μ of each feature, in the feature's units.
  public let means: [Double]
  /// σ of each feature, in the feature's units; exactly 0 for a constant column.
  public let deviations: [Double]

  /// 1 / s, with s a power of two near the column's largest magnitude. Computing with x/s keeps
  /// squares from overflowing or vanishing, and costs no digit.
  private let inverseScales: [Double]

  /// Measures the mean and deviation of every feature of `training`.
  public init(fitting training: Dataset) {
    let columns = training.featureCount
    let count = Double(training.exampleCount)
    var minima = Array(training.features.prefix(columns))
    var maxima = minima
    Self.forEachValue(in: training) { column, value in
      minima[column] = min(minima[column], value)
      maxima[column] = max(maxima[column], value)
    }
    let inverseScales = zip(minima, maxima).map(Self.inverseScale)

    var sums = [Double](repeating: 0, count: columns)
    Self.forEachValue(in: training) { sums[$0] += $1 * inverseScales[$0] }
    let roughMeans = sums.map { $0 / count }
    // A second walk takes the rounding of the first sum out of the mean and of the squares.
    var residuals = [Double](repeating: 0, count: columns)
    var squares = residuals
    Self.forEachValue(in: training) { column, value in
      let difference = value * inverseScales[column] - roughMeans[column]
      residuals[column] += difference
      squares[column] += difference * difference
    }

    var means = minima
    var deviations = [Double](repeating: 0, count: columns)
    for column in 0..<columns where minima[column] != maxima[column] {
      let residual = residuals[column] / count
      let variance = max(squares[column] / count - residual * residual, 0)
      means[column] = (roughMeans[column] + residual) / inverseScales[column]
      deviations[column] = variance.squareRoot() / inverseScales[column]
    }
    self.means = means
    self.deviations = deviations
    self.inverseScales = inverseScales
  }

  /// `dataset` with standardized features and all else as it was.
  ///
  /// - Throws: `DatasetError.inconsistent` when it has another number of features than the training
  ///   part, or a value so far from it that z is not finite.
  public func apply(to dataset: Dataset) throws(DatasetError) -> Dataset {
    guard dataset.featureCount == means.count else {
      throw .inconsistent(
        dataset: dataset.name,
        problem: "expected \(means.count) features as in the training part, "
          + "got \(dataset.featureCount); use parts of the same dataset")
    }
    let scaledMeans = zip(means, inverseScales).map { $0 * $1 }
    let scaledDeviations = zip(deviations, inverseScales).map { $0 * $1 }
    var features: [Double] = []
    features.reserveCapacity(dataset.features.count)
    Self.forEachValue(in: dataset) { column, value in
      let deviation = scaledDeviations[column]
      let difference = value * inverseScales[column] - scaledMeans[column]
      features.append(deviation == 0 ? 0 : difference / deviation)
    }
    return try Dataset(
      name: dataset.name, features: features, labels: dataset.labels,
      classNames: dataset.classNames, featureNames: dataset.featureNames)
  }

  private static func inverseScale(minimum: Double, maximum: Double) -> Double {
    let magnitude = max(abs(minimum), abs(maximum))
    guard magnitude > 0 else { return 1 }
    // The exponent of the largest numbers would make 1/s subnormal and inexact.
    return Double(sign: .plus, exponent: -min(max(magnitude.exponent, -1000), 1000), significand: 1)
  }

  private static func forEachValue(in dataset: Dataset, _ body: (Int, Double) -> Void) {
    var column = 0
    for value in dataset.features {
      body(column, value)
      column += 1
      if column == dataset.featureCount { column = 0 }
    }
  }
}
