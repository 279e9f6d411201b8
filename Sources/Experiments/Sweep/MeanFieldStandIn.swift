import Foundation
import LinearAlgebra
import NeuralNetwork

/// Until the module MeanField is here.
struct MeanFieldMap {
  let chi: Double
  var depthScale: Double {
    let logarithm = abs(log(chi))
    return logarithm < 1e-9 ? .infinity : 1 / logarithm
  }

  init(activation: any Activation, weightVariance: Double, biasVariance: Double) {
    var q = 1.0
    for _ in 0..<3000 {
      let next = weightVariance * Self.moments(activation, q).square + biasVariance
      if abs(next - q) < 1e-12 * q || next > 1e6 || next < 1e-12 {
        q = next
        break
      }
      q = next
    }
    chi = weightVariance * Self.moments(activation, min(max(q, 1e-12), 1e6)).slope
  }

  static func moments(_ activation: any Activation, _ q: Double) -> (square: Double, slope: Double)
  {
    let count = 801
    let s = q.squareRoot()
    let t = (0..<count).map { -8 + 16 * Double($0) / Double(count - 1) }
    let z = t.map { $0 * s }
    var a = [Double](repeating: 0, count: count)
    var d = a
    let one = [Double](repeating: 1, count: count)
    activation.apply(z, into: &a, count: count)
    _ = activation.backpropagate(one, z: z, a: a, into: &d, count: count, measuring: false)
    var (square, slope, total) = (0.0, 0.0, 0.0)
    for i in 0..<count {
      let w = exp(-t[i] * t[i] / 2)
      square += w * a[i] * a[i]
      slope += w * d[i] * d[i]
      total += w
    }
    return (square / total, slope / total)
  }

  static func criticalGain(activation: any Activation, biasVariance: Double) -> Double? {
    var (low, high) = (0.05, 8.0)
    func chi(_ g: Double) -> Double {
      MeanFieldMap(activation: activation, weightVariance: g, biasVariance: biasVariance).chi
    }
    guard chi(low) < 1, chi(high) > 1 else { return nil }
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if chi(middle) < 1 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
