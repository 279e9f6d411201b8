import Foundation
import Records

/// What trying the remedies of a run has shown of each of them: those that healed it come first, those that
/// did not come last, and each says so; those that made it worse are none.
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
    return all.filter { $0.tried?.heals == true }.map { Self.saying("it heals", of: $0.remedy) }
      + all.filter { $0.tried == nil }.map(\.remedy)
      + all.filter { $0.tried.map { !$0.heals && !$0.isWorse } ?? false }
      .map { Self.saying("not enough alone", of: $0.remedy) }
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
