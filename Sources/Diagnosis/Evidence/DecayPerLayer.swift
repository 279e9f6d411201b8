import Foundation

/// The factor by which a quantity changes per layer: exp of the least-squares slope of its
/// logarithm over hidden layers 2…L.
///
/// Layer 1 is left out: its fan-in is the data's. Exact zeros have no logarithm; where two or more
/// layers are not zero the slope is theirs, and where none is the factor is 0. A value that is not
/// finite makes the factor NaN. Fewer than two layers in 2…L have no slope: nil.
public enum DecayPerLayer {
  /// Going back, from layer L toward the input: 1 preserved, < 1 vanishing, > 1 exploding.
  ///
  /// `values` are those of hidden layers 1…L.
  public static func backward(_ values: [Double]) -> Double? { factor(values, direction: -1) }

  /// Going forward, from layer 2 to layer L.
  public static func forward(_ values: [Double]) -> Double? { factor(values, direction: 1) }

  private static func factor(_ values: [Double], direction: Double) -> Double? {
    guard values.count >= 3 else { return nil }
    let points = values.enumerated().dropFirst()
    guard points.allSatisfy({ $0.element.isFinite }) else { return .nan }
    let logs = points.filter { $0.element > 0 }.map { (x: Double($0.offset), y: log($0.element)) }
    guard logs.count >= 2 else { return logs.isEmpty ? 0 : nil }
    let n = Double(logs.count)
    let meanX = logs.reduce(0) { $0 + $1.x } / n
    let meanY = logs.reduce(0) { $0 + $1.y } / n
    let covariance = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    let variance = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    return exp(direction * covariance / variance)
  }
}
