/// How large the numbers are that a network was trained on, as it got them: what initializers and
/// learning rates assume is a mean near 0 and a deviation near 1.
public struct DataScale: Codable, Sendable, Equatable {
  /// The features of the training part; nil where nobody measured them, or there are none, as of tokens.
  public var features: Columns?
  /// The values to predict; nil where classes are predicted.
  public var targets: Columns?

  /// The scales of features and, with regression, of targets.
  public init(features: Columns?, targets: Columns? = nil) {
    self.features = features
    self.targets = targets
  }

  /// The columns of a table, summed up. A column's mean μ and population deviation σ are over its
  /// examples.
  public struct Columns: Codable, Sendable, Equatable {
    /// max |μ| over the columns.
    public var largestMean: Double
    /// max σ over the columns.
    public var largestDeviation: Double
    /// max |x| over all entries.
    public var largestMagnitude: Double
    /// √(mean of x²) over all entries.
    public var rms: Double
    /// The name of the column with the largest entry, where the data names it.
    public var largestColumn: String?
    /// The smallest σ above 0 over the columns; nil where none varies, and in records made without.
    public var smallestDeviation: Double?
    /// The name of its column.
    public var smallestColumn: String?
    /// The share of the columns that vary whose σ is below a thousandth of the largest.
    public var dwarfedShare: Double?

    /// Columns of these sizes.
    public init(
      largestMean: Double, largestDeviation: Double, largestMagnitude: Double, rms: Double,
      largestColumn: String? = nil
    ) {
      self.largestMean = largestMean
      self.largestDeviation = largestDeviation
      self.largestMagnitude = largestMagnitude
      self.rms = rms
      self.largestColumn = largestColumn
    }

    /// Measures numbers that lie row by row, `width` in each; `names` are those of the columns.
    public init(count: Int, width: Int, names: [String] = [], _ value: (Int) -> Double) {
      let width = max(width, 1)
      let rows = count / width
      func walk(_ body: (_ column: Int, _ value: Double) -> Void) {
        for row in 0..<rows {
          for column in 0..<width { body(column, value(row * width + column)) }
        }
      }
      var (largest, place) = (0.0, 0)
      walk { if $1.magnitude > largest { (largest, place) = ($1.magnitude, $0) } }
      // In units of the largest magnitude, so that no square overflows or vanishes.
      let unit = largest > 0 && largest.isFinite ? largest : 1
      var means = [Double](repeating: 0, count: width)
      walk { means[$0] += $1 / unit }
      for column in 0..<width { means[column] /= Double(max(rows, 1)) }
      var variances = [Double](repeating: 0, count: width)
      var squares = 0.0
      walk { column, value in
        let scaled = value / unit
        variances[column] += (scaled - means[column]) * (scaled - means[column])
        squares += scaled * scaled
      }
      self.init(
        largestMean: unit * (means.map(\.magnitude).max() ?? 0),
        largestDeviation: unit
          * ((variances.max() ?? 0) / Double(max(rows, 1))).squareRoot(),
        largestMagnitude: largest,
        rms: unit * (squares / Double(max(rows * width, 1))).squareRoot(),
        largestColumn: names.indices.contains(place) ? names[place] : nil)
      let varying = variances.indices.filter { variances[$0] > 0 }
      if let least = varying.min(by: { variances[$0] < variances[$1] }) {
        smallestDeviation = unit * (variances[least] / Double(max(rows, 1))).squareRoot()
        smallestColumn = names.indices.contains(least) ? names[least] : nil
        let largest = variances.max() ?? 0
        dwarfedShare =
          Double(varying.count { variances[$0] < 1e-6 * largest }) / Double(varying.count)
      }
    }
  }
}
