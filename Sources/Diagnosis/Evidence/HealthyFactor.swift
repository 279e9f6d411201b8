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

  /// Such as " A healthy network of depth 10 keeps ×0.60 or more."; empty where there is no bound.
  static func words(least factor: Double?, of chain: ChainEvidence, also: String = "") -> String {
    factor.map {
      " A healthy network \(chain.size) keeps \(NumberText.factor($0)) or more a \(chain.noun)\(also)."
    } ?? ""
  }

  /// Such as " A healthy network of depth 10 stays below ×1.3.".
  static func words(most factor: Double?, of chain: ChainEvidence, also: String = "") -> String {
    factor.map {
      " A healthy network \(chain.size) stays below \(NumberText.factor($0)) a \(chain.noun)\(also)."
    } ?? ""
  }
}
