import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// The contract's statistics of one layer, read off a network and its workspace after a backward
/// pass.
enum LayerMeasurement {
  /// Measures weight layer `index` (from 0).
  static func measure<Scalar: RealScalar>(
    _ network: Network<Scalar>, _ workspace: Workspace<Scalar>, layer index: Int
  ) -> LayerStatistics {
    let layer = network.layers[index]
    var statistics = LayerStatistics()

    let z = TensorSummary(workspace.preactivations[index])
    statistics.preactivationMean = z.mean
    statistics.preactivationStd = z.standardDeviation
    statistics.preactivationRMS = z.rms
    var a = z
    if index < network.depth {
      a = TensorSummary(workspace.activations[index])
      statistics.derivativeRMS = workspace.derivativeRMS[index]
      if let bounds = network.activation.saturation {
        let tails = TailCount.count(workspace.preactivations[index], outside: bounds)
        statistics.saturatedLowFraction = Double(tails.low) / Double(max(z.count, 1))
        statistics.saturatedHighFraction = Double(tails.high) / Double(max(z.count, 1))
      }
    } else {
      // The output layer has no activation: a is z, and φ′ is 1.
      statistics.derivativeRMS = 1
    }
    statistics.activationMean = a.mean
    statistics.activationStd = a.standardDeviation
    statistics.activationRMS = a.rms
    statistics.zeroFraction = a.zeroFraction
    statistics.nonFiniteActivations = max(a.nonFinite, z.nonFinite)

    let delta = TensorSummary(workspace.deltas[index])
    statistics.deltaRMS = delta.rms
    statistics.deltaZeroFraction = delta.zeroFraction
    statistics.nonFiniteDeltas = delta.nonFinite

    let gradient = TensorSummary(layer.weightGradient)
    statistics.weightGradientNorm = gradient.norm
    statistics.weightGradientRMS = gradient.rms
    statistics.nonFiniteGradients = gradient.nonFinite

    let weights = TensorSummary(layer.weights)
    statistics.weightNorm = weights.norm
    statistics.nonFiniteWeights = weights.nonFinite
    return statistics
  }
}

/// How many entries lie outside of a range, on either side.
enum TailCount {
  /// Counts entries below and above `bounds`; NaN is in neither tail.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func count<Scalar: RealScalar>(
    _ matrix: Matrix<Scalar>, outside bounds: ClosedRange<Double>
  ) -> (low: Int, high: Int) {
    let lower = Scalar(bounds.lowerBound)
    let upper = Scalar(bounds.upperBound)
    var low = 0
    var high = 0
    for i in 0..<matrix.count {
      if matrix.elements[i] < lower { low += 1 }
      if matrix.elements[i] > upper { high += 1 }
    }
    return (low, high)
  }
}
