import RealModule

/// How the averages of one layer of n units stray: `FiniteWidth` has the variances. Dropout of p adds
/// to each fourth moment the factor k = 1/(1 − p) of the fourth moment of its masks, by 1/batch.
struct LayerNoise {
  private let square: Double
  private let slope: Double
  private let joint: Double
  private let back: Double
  private let units: Double

  /// The noise of a hidden layer, on average over `batch` examples: they share the weights, but each
  /// has masks of its own.
  init(_ moments: GaussianMoments, of layer: NetworkDesign.Layer, batch: Int) {
    units = Double(max(layer.fanOut, 1))
    let isNormalized = layer.isNormalized
    // E[m⁴]/E[m²]² = k, of which 1 is there without a mask.
    let masks = 1 + (layer.maskSquare - 1) / Double(max(batch, 1))
    let m = moments
    // The size of z, which a norm holds fast, has variance 2/n, and moves the averages by their growth.
    let held = isNormalized ? 2.0 : 0
    func part(_ ratio: Double, _ growths: Double) -> Double {
      (ratio.isFinite ? masks * ratio - 1 : 0) - held * growths
    }
    square =
      max(
        part(m.fourth / (m.square * m.square), m.squareGrowth * m.squareGrowth), 0) / units
    slope =
      max(
        part(m.slopeFourth / (m.slopeSquare * m.slopeSquare), m.slopeGrowth * m.slopeGrowth), 0)
      / units
    joint =
      part(m.product / (m.square * m.slopeSquare), m.squareGrowth * m.slopeGrowth) / units
    let kurtosis = m.slopeFourth / (m.slopeSquare * m.slopeSquare)
    back = 2 * masks * (kurtosis.isFinite ? kurtosis : 1) / units
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
