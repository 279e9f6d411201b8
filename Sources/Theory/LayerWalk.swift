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
  private let curve: MomentCurve
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
        theory.typical.layers[index].moments, units: theory.design.widths[index + 1],
        isNormalized: theory.design.isNormalized(index + 1))
    }
    curve = MomentCurve(
      of: theory.design.activation, variances: theory.typical.layers.map(\.variance))
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
      let isResidual = design.isResidual(index + 1)
      // What the sums above layer ℓ − 1 read strays as its activations do.
      sums[index] = Self.blend(layer.weightShare, signal)
      var variance = design.isNormalized(index + 1) ? 0 : sums[index]
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
      var change = slopes[index] + noise.backward(generator.nextNormal())
      if design.isNormalized(index + 2) {
        // The norm divides by the deviation it finds, over as many units.
        change -= sums[index + 1] + noise.size(generator.nextNormal())
      }
      if design.isResidual(index + 2) {
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

/// How the averages of one layer of n units stray.
struct LayerNoise {
  private let square: Double
  private let slope: Double
  private let joint: Double
  private let back: Double
  private let units: Double

  init(_ moments: GaussianMoments, units: Int, isNormalized: Bool) {
    self.units = Double(max(units, 1))
    let m = moments
    // The size of z, which a norm holds fast, has variance 2/n, and moves the averages by their growth.
    let held = isNormalized ? 2.0 : 0
    func part(_ ratio: Double, _ growths: Double) -> Double {
      (ratio.isFinite ? ratio - 1 : 0) - held * growths
    }
    square =
      max(
        part(m.fourth / (m.square * m.square), m.squareGrowth * m.squareGrowth), 0) / self.units
    slope =
      max(
        part(m.slopeFourth / (m.slopeSquare * m.slopeSquare), m.slopeGrowth * m.slopeGrowth), 0)
      / self.units
    joint =
      part(m.product / (m.square * m.slopeSquare), m.squareGrowth * m.slopeGrowth) / self.units
    let kurtosis = m.slopeFourth / (m.slopeSquare * m.slopeSquare)
    back = 2 * (kurtosis.isFinite ? kurtosis : 1) / self.units
  }

  /// ln(1 + ε) of a² and of φ′², from two standard normal numbers.
  func pair(_ first: Double, _ second: Double) -> (square: Double, slope: Double) {
    let shared = square > 0 ? joint / square.squareRoot() : 0
    let rest = max(slope - shared * shared, 0)
    let strayed = shared * first + rest.squareRoot() * second
    let scale = slope > 0 ? strayed / slope.squareRoot() : 0
    return (Self.logNormal(square, first), Self.logNormal(slope, scale))
  }

  /// The part of ln(1 + η) that h brings.
  func backward(_ number: Double) -> Double { Self.logNormal(back, number) }

  /// ln of the variance that a norm finds.
  func size(_ number: Double) -> Double { Self.logNormal(2 / units, number) }

  /// The deviation that the product of shortcut and branch, r times as large, brings to their sum.
  func crossing(_ ratio: Double) -> Double {
    ((4 * ratio + 2 * ratio * ratio) / units).squareRoot() / (1 + ratio)
  }

  /// ln of a log-normal number with mean 1 and this relative variance.
  static func logNormal(_ variance: Double, _ number: Double) -> Double {
    let square = Double.log(onePlus: variance)
    return square.squareRoot() * number - square / 2
  }
}
