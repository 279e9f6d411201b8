import Diagnosis
import Foundation
import Records

/// How far a chain tells examples apart at its first and its last place, in words.
///
/// Measured by `Quantity.activationExampleStd`, √(mean over units of Var over examples of a).
struct ExampleDifference {
  /// What it is called in a sentence.
  static let name = "the difference between examples"
  /// What numbers close to the limit of the precision are.
  static let roundingNote =
    "a difference below 1.2·10⁻⁷ of the activations' size is rounding of float32"

  /// A title of more letters, which long names of runs make, leaves out its second half: two lines are full.
  static let longestTitle = 200

  private let run: JudgedRun
  private let chain: ChainEvidence
  private let entry: Int
  private let values: [Double]

  /// The difference over a chain at a moment; nil where it was not measured, and of a single place.
  init?(_ run: JudgedRun, _ chain: ChainEvidence, at moment: Moment) {
    let quantity = Quantity.activationExampleStd
    guard let entry = run.entry(of: quantity, at: moment, of: chain) else { return nil }
    (self.run, self.chain, self.entry) = (run, chain, entry)
    values = chain.profile(quantity, at: entry)
    guard values.count > 1, values.first?.isFinite == true, values.last?.isFinite == true else {
      return nil
    }
  }

  /// Such as `layer 1 of sigmoid-xavier tells examples apart by 0.19, layer 10 by 4.4·10⁻⁷: every example gets
  /// the same answer`.
  func sentence(of name: String?) -> String {
    let (first, last) = (values.first ?? .nan, values.last ?? .nan)
    let answer = isSameAnswer ? ": every example gets the same answer" : ""
    if let lost, last > 0 {
      let whose = name.map { " of \($0)" } ?? ""
      return lost == label(1)
        ? "no \(chain.noun)\(whose) tells examples apart by more than rounding\(answer)"
        : "\(label(1))\(whose) tells examples apart by \(Words.short(first)), from \(lost) on "
          + "nothing but rounding does\(answer)"
    }
    let end =
      last == 0
      ? "\(label(values.count)) not at all" : "\(label(values.count)) by \(Words.short(last))"
    return "\(label(1))\(name.map { " of \($0)" } ?? "") tells examples apart by "
      + "\(Words.short(first)), \(end)"
      + answer
  }

  private func label(_ position: Int) -> String {
    let names = ChainAxis([chain]).names
    return names.indices.contains(position - 1)
      ? names[position - 1] : "\(chain.noun) \(position)"
  }

  /// Logits that differ by less give every class the same probability, to a thousandth.
  private static let least = 1e-3

  /// Whether the outputs of the network are alike for all examples: of classes, logits whose deviation is below
  /// 10⁻³; of others, outputs that deviate by less than 10⁻³ of their size. false where that was not measured.
  private var isSameAnswer: Bool {
    let places = run.record.places
    guard let output = places.lastIndex(where: { $0.kind == .output }) else { return false }
    let statistics = run.history[entry, place: output]
    guard let deviation = statistics[.activationExampleStd] else { return false }
    if run.record.facts.task == .classification { return deviation < Self.least }
    return deviation < Self.least * statistics.activationRMS
  }

  /// The first place from which on all that is measured is rounding, such as `layer 5`; nil without.
  var lost: String? {
    guard Self.isNarrow(run) else { return nil }
    let places = chain.chain.places
    let kept = places.lastIndex { !Self.isRounding(run.history[entry, place: $0]) }
    let first = (kept ?? -1) + 1
    return first < places.count ? label(first + 1) : nil
  }

  /// Whether what the last place of a chain has is rounding, at the start or at the end.
  static func isRounded(_ run: JudgedRun, _ chain: ChainEvidence) -> Bool {
    guard isNarrow(run), let place = chain.chain.places.last else { return false }
    return [Moment.start, .end].contains { moment in
      run.entry(of: .activationExampleStd, at: moment, of: chain).map {
        isRounding(run.history[$0, place: place])
      } ?? false
    }
  }

  /// Which places of a chain have nothing but rounding at a moment: a difference in the last bit, or one that is
  /// exactly 0 of activations that are not 0. Empty where the difference was not measured.
  static func rounding(_ run: JudgedRun, _ chain: ChainEvidence, at moment: Moment) -> [Bool] {
    guard let entry = run.entry(of: .activationExampleStd, at: moment, of: chain) else { return [] }
    return chain.chain.places.map { isNarrow(run) && isRounding(run.history[entry, place: $0]) }
  }

  /// Whether anywhere, at any step, the difference is exactly 0 of activations that are not 0.
  static func isRoundedToZero(_ run: JudgedRun, _ chain: ChainEvidence) -> Bool {
    let history = run.history
    return isNarrow(run)
      && (0..<history.count).contains { entry in
        chain.chain.places.contains { place in
          let statistics = history[entry, place: place]
          return statistics[.activationExampleStd] == 0 && isRounding(statistics)
        }
      }
  }

  private static func isNarrow(_ run: JudgedRun) -> Bool {
    run.record.facts.precision == Precision("float32")
  }

  /// Two float32 numbers near a are up to 2⁻²³·|a| apart: a smaller deviation is made of the last bit.
  private static func isRounding(_ statistics: PlaceStatistics) -> Bool {
    guard let deviation = statistics[.activationExampleStd], let size = statistics[.activationRMS]
    else { return false }
    return size > 0 && deviation <= 0x1p-23 * size
  }
}
