import Foundation
import Records

/// The factor by which a quantity changes from place to place of a chain: exp of the least-squares slope of
/// its logarithm.
///
/// Exact zeros have no logarithm; where two or more places are not zero the slope is theirs, and where none
/// is the factor is 0. A value that is not finite makes the factor NaN. Fewer than two places have no
/// slope: nil.
public enum Decay {
  /// Going back, from the last place toward the first: 1 preserved, < 1 vanishing, > 1 exploding.
  public static func backward(_ values: [Double]) -> Double? { factor(values, direction: -1) }

  /// Going forward, from the first place to the last.
  public static func forward(_ values: [Double]) -> Double? { factor(values, direction: 1) }

  /// The places of a chain whose slope counts: of weight layers without the first, whose fan-in is the
  /// data's; of time steps without the first and last five, which begin from nothing and read out; of blocks
  /// all of them.
  static func window(_ values: [Double], of chain: ChainEvidence) -> [Double] {
    switch chain.chain.axis {
    case .time: values.count >= 14 ? Array(values.dropFirst(5).dropLast(5)) : values
    case .depth:
      [.dense, .convolution].contains(chain.places.first?.kind)
        ? Array(values.dropFirst()) : values
    }
  }

  private static func factor(_ values: [Double], direction: Double) -> Double? {
    guard values.count >= 2 else { return nil }
    guard values.allSatisfy(\.isFinite) else { return .nan }
    let logs = values.enumerated().filter { $0.element > 0 }
      .map { (x: Double($0.offset), y: log($0.element)) }
    guard logs.count >= 2 else { return logs.isEmpty ? 0 : nil }
    let n = Double(logs.count)
    let meanX = logs.reduce(0) { $0 + $1.x } / n
    let meanY = logs.reduce(0) { $0 + $1.y } / n
    let covariance = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    let variance = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    return exp(direction * covariance / variance)
  }
}
