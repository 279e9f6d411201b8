import Foundation
import Texts

/// What a factor per layer may be for a total that is still healthy: t^(1/(L − 1)) for a total t from
/// layer 1 to layer L.
enum HealthyFactor {
  /// The least that leaves `total` < 1 over all layers; nil where there are no two.
  static func least(_ total: Double, depth: Int) -> Double? {
    depth < 2 ? nil : pow(total, 1 / Double(depth - 1))
  }

  /// The most that makes no more than `total` > 1 of it.
  static func most(_ total: Double, depth: Int) -> Double? { least(total, depth: depth) }

  /// A factor that was measured, with so many digits that it does not contradict the healthy one beside
  /// it.
  static func text(_ factor: Double?, beside healthy: Double?, of chain: ChainEvidence) -> String {
    guard let factor, let healthy else { return NumberText.factor(factor, over: chain.steps) }
    return NumberText.factor(factor, over: chain.steps, comparedWith: healthy).value
  }

  /// Such as " A healthy network of depth 10 keeps ×0.60 or more a layer."; empty where there is no bound.
  ///
  /// - Parameter measured: the factor that stands beside it.
  static func words(
    least factor: Double?, of chain: ChainEvidence, beside measured: Double?, also: String = ""
  ) -> String {
    factor.map {
      " A healthy network \(chain.size) keeps \(text(healthy: $0, beside: measured, of: chain)) or "
        + "more a \(chain.noun)\(also)."
    } ?? ""
  }

  /// Such as " A healthy network of depth 10 stays below ×1.29 a layer.".
  static func words(
    most factor: Double?, of chain: ChainEvidence, beside measured: Double?, also: String = ""
  ) -> String {
    factor.map {
      " A healthy network \(chain.size) stays below "
        + "\(text(healthy: $0, beside: measured, of: chain)) a \(chain.noun)\(also)."
    } ?? ""
  }

  private static func text(
    healthy: Double, beside measured: Double?, of chain: ChainEvidence
  ) -> String {
    guard let measured, !measured.isNaN else {
      return NumberText.factor(healthy, over: chain.steps)
    }
    return NumberText.factor(measured, over: chain.steps, comparedWith: healthy).bound
  }
}
