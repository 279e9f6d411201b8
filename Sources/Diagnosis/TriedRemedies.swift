import Foundation
import Records

/// What trying the remedies of a run has shown of each of them: those that healed it come first, those that
/// did not, and did harm, last, and each says so. Of two faults the remedy of one may do harm alone.
struct TriedRemedies {
  private let known: [String: TriedChange]

  init(_ tried: [TriedChange]) {
    known = Dictionary(
      tried.flatMap { change in change.remedies.map { ($0, change) } },
      uniquingKeysWith: { $0.heals ? $0 : $1 })
  }

  /// The remedies in the order of what is known of them.
  func ordering(_ remedies: [Remedy]) -> [Remedy] {
    guard !known.isEmpty else { return remedies }
    let all = remedies.map { (remedy: $0, tried: known[$0.action.key]) }
    func rank(_ tried: TriedChange?) -> Int {
      guard let tried else { return 2 }
      return tried.heals ? 0 : tried.isHealthy ? 1 : tried.isWorse ? 4 : 3
    }
    return all.enumerated().sorted {
      (rank($0.element.tried), $0.offset) < (rank($1.element.tried), $1.offset)
    }.map { _, known in
      known.tried.map { Self.saying(Self.words($0), of: known.remedy) } ?? known.remedy
    }
  }

  private static func words(_ tried: TriedChange) -> String {
    if tried.heals { return "it heals" }
    if tried.isHealthy { return "it heals, another change is better" }
    return tried.isWorse ? "alone it does harm" : "not enough alone"
  }

  private static func saying(_ words: String, of remedy: Remedy) -> Remedy {
    Remedy(remedy.action, "\(remedy.detail) (tried: \(words))")
  }
}

extension Remedy.Action {
  /// The value as text, the same for the same value: what a record names it by.
  public var key: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    // It holds nothing but texts and numbers.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
