import Foundation

/// e^{z_k} / Σ_j e^{z_j} as it is written, without the step that keeps it from overflowing: what the library does
/// not do, for a lesson on why.
enum PlainSoftmax {
  /// In double precision; NaN where ∞ is divided by ∞, or 0 by 0.
  static func shares(_ logits: [Double]) -> [Double] {
    let powers = logits.map { exp($0) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// In single precision, in which networks are trained.
  static func singleShares(_ logits: [Double]) -> [Float] {
    let powers = logits.map { exp(Float($0)) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
