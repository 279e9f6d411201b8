import Foundation
import Networks
import Records
import Theory

extension RunTheory {
  /// What theory says of a configuration on its data.
  ///
  /// - Throws: As `init`.
  public static func forecast(
    _ configuration: TrainingPlan, on data: PreparedData
  ) throws(ConfigurationError) -> Forecast {
    let hasOwnScale = configuration.residualScale != nil
    let configuration = configuration.completed(for: data)
    return try RunTheory(configuration, on: data).forecast(
      of: configuration, scalesWithDepth: configuration.residual && !hasOwnScale)
  }

  /// δ at this share of what it was: a hundred times slower, and past hope.
  private static let shares = (slow: 1e-2, hopeless: 1e-4)

  private func forecast(of configuration: TrainingPlan, scalesWithDepth: Bool) -> Forecast {
    // Where all hidden layers are alike, what one of them does to a signal says how far it gets.
    let layer = design.repeated
    let gain = layer.map { Double($0.fanIn) * theory.weightVariances[design.depth > 1 ? 1 : 0] }
    var forecast = Forecast(
      configuration.facts, network: configuration.summary, plan: configuration.json,
      weightVariance: gain, biasVariance: configuration.biasStd * configuration.biasStd)
    guard let profile else {
      forecast.limits = limits + [reasonForNothing]
      return forecast
    }
    forecast.limits = profile.limits
    forecast.layers = profile.layers.enumerated().map { index, layer in
      Forecast.Layer(
        index: index + 1, fanIn: design.widths[index], fanOut: design.widths[index + 1],
        variance: theory.variances[index], derivativeRMS: theory.slopes[index],
        saturatedFraction: theory.saturatedShares[index], activationRMS: layer.activationRMS,
        deltaRMS: layer.deltaRMS)
    }
    forecast.factorPerLayer = theory.decayPerLayer
    guard let layer, let gain, layer.dropout == 0 else { return forecast }
    let map = MeanFieldMap(
      activation: layer.activation, weightVariance: gain, biasVariance: layer.biasVariance,
      normalization: layer.normalization)
    if layer.residualScale == nil {
      forecast.qStar = map.fixedPoint
      forecast.chi = map.chi
      forecast.depthScale = map.depthScale
      forecast.criticalGain = MeanFieldMap.criticalGain(
        activation: layer.activation, biasVariance: layer.biasVariance,
        normalization: layer.normalization)
      forecast.gains = gains(around: gain, layer)
    } else if let factor = theory.decayPerLayer {
      forecast.chi = factor * factor
      forecast.depthScale = 1 / abs(2 * log(factor))
    }
    // A branch scale of 1/√L keeps the factor over all blocks near e, however many there are.
    guard !scalesWithDepth else { return forecast }
    let reach = DepthReach(
      map, startingAt: theory.variances.first ?? 1, residualScale: layer.residualScale)
    forecast.layersToHundredth = reach.layers(until: Self.shares.slow)
    forecast.trainableDepth = reach.layers(until: Self.shares.hopeless)
    return forecast
  }

  /// Why there is no profile.
  private var reasonForNothing: String {
    if inputs.meanSquare == 0 { return "all inputs are 0" }
    let isDrawn = theory.weightVariances.allSatisfy { $0 > 0 }
    return isDrawn ? "no number holds its signals" : "the first weights are all alike"
  }

  /// √χ for gains a decade around this one; none with a norm, where they hardly matter.
  private func gains(around gain: Double, _ layer: NetworkDesign.Layer) -> [Forecast.GainPoint] {
    guard layer.normalization == .none, gain > 0 else { return [] }
    let points = 40
    return (0...points).map { index in
      let other = gain * exp(2.303 * (2 * Double(index) / Double(points) - 1))
      let map = MeanFieldMap(
        activation: layer.activation, weightVariance: other, biasVariance: layer.biasVariance)
      return Forecast.GainPoint(gain: other, factorPerLayer: map.factor)
    }
  }
}
