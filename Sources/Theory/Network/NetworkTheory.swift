import Networks
import RealModule
import Tensors

/// What mean-field theory says of a network before its first update, from the sizes of its inputs.
///
/// a_ℓ² and δ_ℓ² are averaged over groups of examples with inputs of different size; each group has
/// its own q in every layer.
public struct NetworkTheory: Sendable {
  /// The network.
  public let design: NetworkDesign
  /// Var W of weight layers 1…L + 1.
  public let weightVariances: [Double]
  /// E[a²] of hidden layers 1…L, before dropout, and of the outputs.
  public let activationSquares: [Double]
  /// E[δ²] of hidden layers 1…L, and of the outputs.
  public let deltaSquares: [Double]
  /// q of hidden layers 1…L, the mean over the examples.
  public let variances: [Double]
  /// Share of entries with φ′ below 5 % of its maximum in hidden layers 1…L.
  public let saturatedShares: [Double]
  /// √E[φ′²] of hidden layers 1…L.
  public let slopes: [Double]
  /// Of inputs of the mean size; what the spread of draws is worked out around.
  let typical: SignalProfile
  /// Relative variance of a² and of δ² among the examples, for hidden layers 1…L: how far the mean of
  /// a batch may stray from that of all.
  let exampleSpread: [(activation: Double, delta: Double)]

  /// The theory of a network on inputs.
  ///
  /// - Parameter inputs: the size of the examples.
  public init(_ design: NetworkDesign, on inputs: InputScale) {
    self.design = design
    var memory = [[Double: GaussianMoments]](repeating: [:], count: design.activations.count)
    func moments(_ layer: Int, _ q: Double) -> GaussianMoments {
      let kind = design.kinds[layer - 1]
      if let known = memory[kind][q] { return known }
      let new = GaussianMoments(of: design.activations[kind], variance: q)
      memory[kind][q] = new
      return new
    }
    // Where layer 1 has a norm, it and all above it are the same for every size; a batch norm further
    // up has one deviation for all.
    let isOneSize =
      design.layer(1).isNormalized
      || design.layers.contains { $0.normalization == .batch }
    let groups = isOneSize ? [inputs.meanSquare] : inputs.groups
    let variances = Self.weightVariances(design, groups, moments)
    weightVariances = variances
    typical = SignalProfile(
      design, inputMeanSquare: inputs.meanSquare, variances: variances, moments: moments)
    let profiles = groups.map {
      SignalProfile(design, inputMeanSquare: $0, variances: variances, moments: moments)
    }
    let share = 1 / Double(profiles.count)
    let (L, width) = (design.depth, design.depth + 1)
    var squares = [Double](repeating: 0, count: width)
    var seconds = [(activation: Double, delta: Double)](repeating: (0, 0), count: L)
    var deltas = squares
    var means = [Double](repeating: 0, count: L)
    var saturated = means
    var slopeSquares = means
    for profile in profiles {
      var back = BackwardSignal(
        design.output.moments(outputVariance: profile.outputVariance), of: design)
      squares[L] += share * profile.outputVariance
      deltas[L] += share * back.square
      for layer in (0..<L).reversed() {
        back.pass(into: layer + 1, profile)
        let delta = back.square
        deltas[layer] += share * delta
        let own = profile.layers[layer]
        squares[layer] += share * own.moments.square
        seconds[layer].activation += share * own.moments.square * own.moments.square
        seconds[layer].delta += share * delta * delta
        means[layer] += share * own.variance
        slopeSquares[layer] += share * own.moments.slopeSquare
        let activation = design.layers[layer].activation
        saturated[layer] += share * activation.saturatedShare(variance: own.variance)
      }
    }
    activationSquares = squares
    deltaSquares = deltas
    self.variances = means
    saturatedShares = saturated
    slopes = slopeSquares.map { $0.squareRoot() }
    exampleSpread = (0..<L).map { layer in
      func spread(_ second: Double, _ mean: Double) -> Double {
        mean > 0 && second.isFinite ? max(second / (mean * mean) - 1, 0) : 0
      }
      return (
        spread(seconds[layer].activation, squares[layer]),
        spread(seconds[layer].delta, deltas[layer])
      )
    }
  }

  /// Var W of weight layers 1…L + 1. An initializer that looks at data is followed through the layers:
  /// it sees the mean over all examples, of which each keeps its own q, and sees them without dropout.
  private static func weightVariances(
    _ design: NetworkDesign, _ groups: [Double],
    _ moments: (_ layer: Int, _ variance: Double) -> GaussianMoments
  ) -> [Double] {
    guard design.layers.contains(where: { $0.initializer is LayerSequentialUnitVariance }) else {
      return design.layers.map { $0.variance(reading: 0) }
    }
    var readings = groups
    var below = groups.map { _ in 0.0 }
    return design.layers.enumerated().map { index, layer in
      let mean = readings.reduce(0, +) / Double(readings.count)
      let variance = layer.variance(reading: mean)
      for group in groups.indices where index < design.depth {
        let step = SignalProfile.Step(
          layer, weightVariance: variance, reading: readings[group], below: below[group])
        below[group] = step.variance
        readings[group] = moments(index + 1, step.variance).square
      }
      return variance
    }
  }

  /// √(E[δ_ℓ²] / E[δ_{ℓ+1}²]) for ℓ = 1…L − 1: the factors between the hidden layers. They multiply
  /// along the network, whatever its widths and activations.
  public var factors: [Double] {
    zip(deltaSquares, deltaSquares.dropFirst()).dropLast().map { ($0 / $1).squareRoot() }
  }

  /// The geometric mean of the factors from layer L to layer 2, as the measured one is a slope over
  /// layers 2…L; nil with fewer than three hidden layers.
  public var decayPerLayer: Double? {
    guard design.depth >= 3 else { return nil }
    let span = Double(design.depth - 2)
    return Double.pow(deltaSquares[1] / deltaSquares[design.depth - 1], 1 / (2 * span))
  }
}
