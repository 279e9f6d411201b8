import Foundation
import Reports

/// What a single layer does to δ and to the signal, so that as many factors as there are steps between the first
/// and the last layer make what is left.
extension JudgedRun {
  /// Steps from the last hidden layer to the first.
  var layerSteps: Int { max(record.depth - 1, 0) }

  /// Geometric mean of √(mean of φ′(z)²) over the layers that δ enters on its way to the first, 1 to L − 1,
  /// before the first update; NaN with one layer.
  var slopePerLayer: Double {
    let slopes = profile(.derivativeRMS).dropLast()
    guard !slopes.isEmpty else { return .nan }
    return exp(slopes.map { log($0) }.reduce(0, +) / Double(slopes.count))
  }
}
