/// The mean and the population deviation of every column of a row-major table, and the numbers
/// without them: z = (x − μ) / σ, with σ² = Σ(x − μ)² / N.
///
/// Right up to the ends of Double's range, and for columns whose deviation is small beside their
/// mean.
struct ColumnScales: Equatable, Sendable {
  /// μ of each column, in its units.
  let means: [Double]
  /// σ of each column, in its units; exactly 0 for a constant column.
  let deviations: [Double]

  /// 1 / s, with s a power of two near the column's largest magnitude. Computing with x/s keeps
  /// squares from overflowing or vanishing, and costs no digit.
  private let inverseScales: [Double]

  /// Measures `values`, rows × `columns`, with at least one row.
  init(measuring values: [Double], columns: Int) {
    let count = Double(values.count / columns)
    var minima = Array(values.prefix(columns))
    var maxima = minima
    Self.walk(values, columns: columns) { column, value in
      minima[column] = min(minima[column], value)
      maxima[column] = max(maxima[column], value)
    }
    let inverseScales = zip(minima, maxima).map(Self.inverseScale)

    var sums = [Double](repeating: 0, count: columns)
    Self.walk(values, columns: columns) { sums[$0] += $1 * inverseScales[$0] }
    let roughMeans = sums.map { $0 / count }
    // A second walk takes the rounding of the first sum out of the mean and of the squares.
    var residuals = [Double](repeating: 0, count: columns)
    var squares = residuals
    Self.walk(values, columns: columns) { column, value in
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

  /// z of every number of a table with the same columns; 0 in a column that was constant.
  func standardized(_ values: [Double]) -> [Double] {
    let scaledMeans = zip(means, inverseScales).map { $0 * $1 }
    let scaledDeviations = zip(deviations, inverseScales).map { $0 * $1 }
    var standardized: [Double] = []
    standardized.reserveCapacity(values.count)
    Self.walk(values, columns: means.count) { column, value in
      let deviation = scaledDeviations[column]
      let difference = value * inverseScales[column] - scaledMeans[column]
      standardized.append(deviation == 0 ? 0 : difference / deviation)
    }
    return standardized
  }

  private static func inverseScale(minimum: Double, maximum: Double) -> Double {
    let magnitude = max(abs(minimum), abs(maximum))
    guard magnitude > 0 else { return 1 }
    // The exponent of the largest numbers would make 1/s subnormal and inexact.
    return Double(sign: .plus, exponent: -min(max(magnitude.exponent, -1000), 1000), significand: 1)
  }

  private static func walk(_ values: [Double], columns: Int, _ body: (Int, Double) -> Void) {
    var column = 0
    for value in values {
      body(column, value)
      column += 1
      if column == columns { column = 0 }
    }
  }
}
