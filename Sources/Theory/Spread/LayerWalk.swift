import Networks
import RealModule
import Tensors

/// One re-draw after the other of what the layers of a network average; see `FiniteWidth`.
struct LayerWalk {
  /// ln(a² / theory's) of hidden layers 1…L in the last draw.
  private(set) var activations: [Double]
  /// ln(δ² / theory's) of hidden layers 1…L in the last draw.
  private(set) var deltas: [Double]

  private let theory: NetworkTheory
  private let noises: [LayerNoise]
  /// One for each kind of activation.
  private let curves: [MomentCurve]
  private let batch: Double
  private let outputSquare: Double
  private var generator = SeededGenerator(seed: 0, stream: 12)
  private var logits: [Double]
  // Of each hidden layer: by how much ln q, the slopes and the sums stray in this draw.
  private var variances: [Double]
  private var slopes: [Double]
  private var sums: [Double]

  init(_ theory: NetworkTheory, batch: Int) {
    let depth = theory.design.depth
    self.theory = theory
    self.batch = Double(max(batch, 1))
    noises = (0..<depth).map { index in
      LayerNoise(
        theory.typical.layers[index].moments, of: theory.design.layers[index], batch: batch)
    }
    curves = theory.design.activations.enumerated().map { kind, activation in
      MomentCurve(
        of: activation,
        variances: zip(theory.typical.layers, theory.design.kinds).filter { $1 == kind }
          .map(\.0.variance))
    }
    outputSquare = theory.design.output.meanSquare(
      outputVariance: theory.typical.outputVariance)
    logits = [Double](repeating: 0, count: theory.design.output.count)
    let zeros = [Double](repeating: 0, count: depth)
    (activations, deltas, variances, slopes, sums) = (zeros, zeros, zeros, zeros, zeros)
  }

  /// Draws all layers anew.
  mutating func draw() {
    let share = forward()
    backward(outputVariance: theory.typical.outputVariance * Double.exp(share))
    let examples = (generator.nextNormal(), generator.nextNormal())
    for layer in activations.indices {
      let spread = theory.exampleSpread[layer]
      activations[layer] += LayerNoise.logNormal(spread.activation / batch, examples.0)
      deltas[layer] += LayerNoise.logNormal(spread.delta / batch, examples.1)
    }
  }

  /// Layers 1…L; returns by how much ln of the outputs' variance strays.
  private mutating func forward() -> Double {
    let design = theory.design
    var signal = 0.0
    var pair = (generator.nextNormal(), generator.nextNormal())
    for index in activations.indices {
      let layer = theory.typical.layers[index]
      let noise = noises[index]
      let curve = curves[design.kinds[index]]
      let isResidual = design.layers[index].isBlock
      // What the sums above layer ℓ − 1 read strays as its activations do.
      sums[index] = Self.blend(layer.weightShare, signal)
      var variance = design.layers[index].isNormalized ? 0 : sums[index]
      if isResidual, index > 0 {
        let below = theory.typical.layers[index - 1].variance
        let ratio = layer.variance / below - 1
        variance =
          Double.log(
            (Double.exp(variances[index - 1]) + ratio * Double.exp(variance)) / (1 + ratio))
          + generator.nextNormal() * noise.crossing(ratio)
      } else if index > 0 {
        pair = (generator.nextNormal(), generator.nextNormal())
      }
      variances[index] = variance
      let (square, slope) = noise.pair(pair.0, pair.1)
      let typical = Double.log(layer.variance)
      signal = square + curve.square(typical + variance) - curve.square(typical)
      slopes[index] = slope + curve.slope(typical + variance) - curve.slope(typical)
      activations[index] = signal
    }
    return Self.blend(theory.typical.outputWeightShare, signal)
  }

  /// ln of a sum of which only a share w strays: ln(w·e^x + 1 − w).
  private static func blend(_ share: Double, _ strayed: Double) -> Double {
    share == 1 ? strayed : Double.log(share * Double.exp(strayed) + 1 - share)
  }

  /// δ from the outputs down.
  private mutating func backward(outputVariance: Double) {
    let design = theory.design
    let drawn = design.output.draw(
      outputVariance: outputVariance, &logits, using: &generator)
    var delta = Double.log(drawn.square / outputSquare)
    for index in deltas.indices.reversed() {
      let noise = noises[index]
      let above = design.layers[index + 1]
      var change = slopes[index] + noise.backward(generator.nextNormal())
      if above.isNormalized, index + 1 < design.depth {
        // The norm divides by the deviation it finds over its units.
        change -= sums[index + 1] + noises[index + 1].size(generator.nextNormal())
      }
      if above.isBlock {
        let gain = theory.typical.branchGain(design, into: index + 1)
        change =
          Double.log((1 + gain * Double.exp(change)) / (1 + gain))
          + generator.nextNormal() * noise.crossing(gain)
      }
      delta += change
      deltas[index] = delta
    }
  }
}
