/// The sizes of the inputs: mean squares ‖x‖²/d of the examples, in groups of equal count.
public struct InputScale: Sendable, Equatable {
  /// The mean of ‖x‖²/d in each group, ascending.
  public let groups: [Double]
  /// The mean over all examples.
  public let meanSquare: Double
  /// Var(‖x‖²) / E[‖x‖²]² over all examples: a batch of n strays by 1/n of it.
  public let spread: Double
  /// Number of features, d.
  public let features: Int
  /// (Σ λ)² / Σ λ² of the covariance's eigenvalues λ: how many directions the inputs vary in; nil
  /// where it was not asked for.
  public let directions: Double?

  /// Groups from the mean square of each example.
  public init(
    meanSquares: [Double], features: Int, directions: Double? = nil, groupCount: Int = 8
  ) {
    let sorted = meanSquares.sorted()
    let count = max(min(groupCount, sorted.count), 1)
    groups = (0..<count).map { group in
      let slice = sorted[(group * sorted.count / count)..<((group + 1) * sorted.count / count)]
      return slice.reduce(0, +) / Double(max(slice.count, 1))
    }
    meanSquare = sorted.reduce(0, +) / Double(max(sorted.count, 1))
    let mean = meanSquare
    let square = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(sorted.count, 1))
    spread = mean > 0 ? square / (mean * mean) : 0
    self.features = features
    self.directions = directions
  }

  /// Examples that all have this mean square; 1 for standardized features.
  public init(uniform meanSquare: Double = 1, features: Int) {
    self.init(meanSquares: [meanSquare], features: features)
  }
}
