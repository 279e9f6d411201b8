import NeuralNetwork

/// q and the moments of every layer for one size of the inputs, in the limit of wide layers.
///
/// - plain: q_ℓ = fan-in·Var W_ℓ·E[a_{ℓ−1}²] + σb²; with a norm, that over itself and its ε.
/// - residual: q_ℓ = q_{ℓ−1} + s²·(that).
/// - back: D_ℓ = D_{ℓ+1}·g_ℓ with g_ℓ = fan-out·Var W_{ℓ+1}·E[φ′(z_ℓ)²], divided by the variance of
///   the sums where a norm does so, and 1 + s²·g where layer ℓ + 1 is a residual block.
struct SignalProfile {
  /// What one hidden layer has.
  struct Layer {
    /// q, the variance of z.
    var variance: Double
    /// Of φ at q.
    var moments: GaussianMoments
    /// fan-in·Var W·E[a²] over (that + σb²): the share of the weights in the sums.
    var weightShare: Double
    /// Variance of the sums u = a·W + b, before any norm or shortcut.
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

  /// The profile of inputs with this mean square.
  ///
  /// - Parameter given: Var W of every weight layer; nil to follow the initializer, which may look at
  ///   what a layer reads.
  init(
    _ design: NetworkDesign, inputMeanSquare: Double, variances given: [Double]? = nil,
    moments: (Double) -> GaussianMoments
  ) {
    var layers: [Layer] = []
    layers.reserveCapacity(design.depth)
    var variances: [Double] = []
    func variance(_ layer: Int, _ reading: Double) -> Double {
      given.map { $0[layer - 1] } ?? design.variance(layer, reading: reading)
    }
    var reading = inputMeanSquare
    for layer in 1..<design.depth + 1 {
      variances.append(variance(layer, reading))
      let fromWeights = Double(design.fanIn(layer)) * variances[layer - 1] * reading
      let sums = fromWeights + design.biasVariance
      let branch = design.isNormalized(layer) ? sums / (sums + normalizationEpsilon) : sums
      let s = design.residualScale ?? 1
      let q =
        design.isResidual(layer)
        ? (layers.last?.variance ?? 0) + s * s * branch : branch
      let own = moments(q)
      layers.append(
        Layer(
          variance: q, moments: own, weightShare: sums > 0 ? fromWeights / sums : 1,
          sumVariance: sums))
      reading = own.square
    }
    self.layers = layers
    let last = design.depth + 1
    variances.append(variance(last, reading))
    weightVariances = variances
    let fromWeights = Double(design.fanIn(last)) * variances[last - 1] * reading
    outputVariance = fromWeights + design.biasVariance
    outputWeightShare = outputVariance > 0 ? fromWeights / outputVariance : 1
  }

  /// s²·g of the branch from weight layer ℓ + 1 back to hidden layer ℓ: all of the factor in a plain
  /// layer, what is added to 1 in a residual block.
  func branchGain(_ design: NetworkDesign, into layer: Int) -> Double {
    let above = layer + 1
    let variances = weightVariances
    let own = layers[layer - 1].moments
    var gain = Double(design.fanOut(above)) * variances[above - 1] * own.slopeSquare
    if design.isNormalized(above) {
      // A batch norm divides by the deviation of a unit over the batch, which the mean of a has no
      // part in; a layer norm by that over the units, in which it has.
      gain /=
        normalizationEpsilon
        + (design.normalization == .batch
          ? Double(design.fanIn(above)) * variances[above - 1] * own.spread
          : layers[above - 1].sumVariance)
    }
    let s = design.isResidual(above) ? design.residualScale ?? 1 : 1
    return s * s * gain
  }

  /// By what D changes from weight layer ℓ + 1 to hidden layer ℓ.
  func factor(_ design: NetworkDesign, into layer: Int) -> Double {
    let gain = branchGain(design, into: layer)
    return design.isResidual(layer + 1) ? 1 + gain : gain
  }
}
