import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// Mean, deviation and RMS of z and a, the shares of a that are 0 and of z that saturate, and what
/// is not finite among them.
enum ActivationStatistics {
  static let description = QuantityDescription(
    name: "activations",
    definition: "mean, standard deviation, RMS of z and of a; share of a = 0; share of z with "
      + "φ′(z) < 5 % of its maximum, low and high; √(mean of φ′(z)²)",
    tier: .scalars, cadence: .everyStep, needs: "z and a of the batch",
    cost: "one pass over z, one over a, one over φ′ while δ is made")

  /// Measures weight layer `index` (from 0).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func measure<Scalar: RealScalar>(
    _ network: Network<Scalar>, _ workspace: Workspace<Scalar>, layer index: Int,
    into statistics: inout LayerStatistics
  ) {
    let isHidden = index < network.depth
    let values = workspace.preactivations[index]
    let z = TensorSummary(values)
    // The output layer has no activation: a is z, and φ′ is 1.
    let a = isHidden ? TensorSummary(workspace.activations[index]) : z
    statistics.derivativeRMS = isHidden ? workspace.derivativeRMS[index] : 1
    if isHidden, let bounds = network.activation.saturation {
      let tails = Scalar.tails(
        values.elements, count: values.count,
        outside: Scalar(bounds.lowerBound)...Scalar(bounds.upperBound))
      statistics.saturatedLowFraction = Double(tails.low) / Double(max(z.count, 1))
      statistics.saturatedHighFraction = Double(tails.high) / Double(max(z.count, 1))
    }
    statistics.preactivationMean = z.mean
    statistics.preactivationStd = z.standardDeviation
    statistics.preactivationRMS = z.rms
    statistics.activationMean = a.mean
    statistics.activationStd = a.standardDeviation
    statistics.activationRMS = a.rms
    statistics.zeroFraction = a.zeroFraction
    statistics.nonFiniteActivations = max(a.nonFinite, z.nonFinite)
  }
}
