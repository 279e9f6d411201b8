import Networks

/// q and the moments of every layer for one size of the inputs, in the limit of wide layers.
///
/// - plain: q_ℓ = fan-in·Var W_ℓ·k_{ℓ−1}·E[a_{ℓ−1}²] + σb²; with a norm, that over itself and its ε.
/// - residual: q_ℓ = q_{ℓ−1} + s²·(that).
/// - back: D_ℓ = D_{ℓ+1}·g_ℓ with g_ℓ = fan-out·Var W_{ℓ+1}·k_ℓ·E[φ_ℓ′(z_ℓ)²], divided by the variance
///   of the sums where a norm does so, and 1 + s²·g where layer ℓ + 1 is a residual block.
///
/// k = 1/(1 − p) is what dropout adds to the mean square of what the next layer reads, and, by the
/// same mask, to that of what comes back; 1 without. Every layer has its own widths, φ, Var W, σb²,
/// norm, p and s.
struct SignalProfile {
  /// What one hidden layer has.
  struct Layer {
    /// q, the variance of z.
    var variance: Double
    /// Of φ at q.
    var moments: GaussianMoments
    /// fan-in·Var W·k·E[a²] over (that + σb²): the share of the weights in the sums.
    var weightShare: Double
    /// Variance of the sums u = x·W + b, before any norm or shortcut.
    var sumVariance: Double
  }

  /// Hidden layers 1…L.
  let layers: [Layer]
  /// Variance of the outputs.
  let outputVariance: Double
  /// Share of the weights in it.
  let outputWeightShare: Double
  /// Var W of weight layers 1…L + 1.
  let weightVariances: [Double]

  /// The profile of inputs with this mean square, through layers with these Var W.
  ///
  /// - Parameter moments: those of hidden layer ℓ, from 1, at a variance.
  init(
    _ design: NetworkDesign, inputMeanSquare: Double, variances: [Double],
    moments: (_ layer: Int, _ variance: Double) -> GaussianMoments
  ) {
    weightVariances = variances
    var layers: [Layer] = []
    layers.reserveCapacity(design.depth)
    var reading = inputMeanSquare
    for layer in 1..<design.depth + 1 {
      let step = Step(
        design.layer(layer), weightVariance: variances[layer - 1], reading: reading,
        below: layers.last?.variance ?? 0)
      let own = moments(layer, step.variance)
      layers.append(
        Layer(
          variance: step.variance, moments: own, weightShare: step.weightShare,
          sumVariance: step.sums))
      reading = design.layer(layer).maskSquare * own.square
    }
    self.layers = layers
    let last = design.depth + 1
    let output = Step(
      design.layer(last), weightVariance: variances[last - 1], reading: reading, below: 0)
    outputVariance = output.sums
    outputWeightShare = output.weightShare
  }

  /// One weight layer: the variance of its sums u = x·W + b, and of its z.
  struct Step {
    let sums: Double
    let weightShare: Double
    let variance: Double

    /// - Parameters:
    ///   - reading: the mean square of what the layer reads.
    ///   - below: q of the layer below, which a residual block keeps.
    init(
      _ layer: NetworkDesign.Layer, weightVariance: Double, reading: Double, below: Double
    ) {
      let fromWeights = Double(layer.fanIn) * weightVariance * reading
      sums = fromWeights + layer.biasVariance
      weightShare = sums > 0 ? fromWeights / sums : 1
      let branch = layer.isNormalized ? sums / (sums + normalizationEpsilon) : sums
      let s = layer.branchScale
      variance = layer.isBlock ? below + s * s * branch : branch
    }
  }

  /// s²·g of the branch from weight layer ℓ + 1 back to hidden layer ℓ: all of the factor in a plain
  /// layer, what is added to 1 in a residual block.
  func branchGain(_ design: NetworkDesign, into layer: Int) -> Double {
    let above = design.layer(layer + 1)
    let variance = weightVariances[layer]
    let own = layers[layer - 1].moments
    let kept = design.layer(layer).maskSquare
    var gain = Double(above.fanOut) * variance * own.slopeSquare * kept
    // Of a norm of the outputs nothing is known here.
    if above.isNormalized, layer < design.depth {
      // A batch norm divides by the deviation of a unit over the batch, which the mean of a has no
      // part in; a layer norm by that over the units, in which it has.
      gain /=
        normalizationEpsilon
        + (above.normalization == .batch
          ? Double(above.fanIn) * variance * own.spread(masked: kept)
          : layers[layer].sumVariance)
    }
    return above.branchScale * above.branchScale * gain
  }

  /// By what D changes from weight layer ℓ + 1 to hidden layer ℓ.
  func factor(_ design: NetworkDesign, into layer: Int) -> Double {
    let gain = branchGain(design, into: layer)
    return design.layer(layer + 1).isBlock ? 1 + gain : gain
  }
}
