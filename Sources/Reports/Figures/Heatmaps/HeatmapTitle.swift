import Foundation
import Texts

/// The title of heatmaps: what is seen in them, with the runs' numbers.
struct HeatmapTitle: Sendable {
  let context: FigureContext
  let signal: HeatmapSignal
  let rows: [HeatmapRows]
  /// How it is measured; nil where there is one way only.
  var measure: HeatmapSignal.Measure?

  /// Such as `Before the first update, δ shrinks to 3·10⁻¹⁷ by layer 1 in sigmoid-naive; in relu-he it stays
  /// within ×1.3 over all layers`; of the difference between examples `Before the first update, layer 1 of sigmoid-xavier
  /// tells examples apart by 0.19, layer 10 by 4.4·10⁻⁷: every example gets the same answer; …`.
  var text: String {
    let measured = rows.filter { !$0.isEmpty }
    guard let first = measured.first else {
      return "\(name.asBeginning) by \(context.group.noun) and step, \(context.group.depth)"
    }
    if measured.allSatisfy({ $0.values.count == 1 }) { return ofOnePlace(measured) }
    let start = "\(context.start.asBeginning), "
    let opening = "\(start)\(name) "
    guard context.runs.count > 1 else {
      let reach = reach(first)
      if isFlatAndSick((first, reach)) { return flat(first, reach, tellsEnd: true) }
      let told = difference(first, reach)
      let noun = told == nil ? "it" : "the difference"
      return (told.map { start + $0 } ?? opening + reach.words())
        + (measured.count > 1 ? name(of: first) : "")
        + (later(first, after: reach, noun, tellsEnd: true).map { "; \($0)" } ?? "")
    }
    let full = ofSeveral(measured, tellsEnd: true)
    return full.count > ExampleDifference.longestTitle
      ? ofSeveral(measured, tellsEnd: false) : full
  }

  /// The name of a chain beside others, where its places do not say it: ` (queries)`.
  private func name(of row: HeatmapRows) -> String {
    guard let chain = row.chain, chain.chain.name != "\(chain.noun)s" else { return "" }
    return " (\(chain.chain.name))"
  }

  private func ofSeveral(_ measured: [HeatmapRows], tellsEnd: Bool) -> String {
    let start = "\(context.start.asBeginning), "
    let opening = "\(start)\(name) "
    let sorted = measured.map { (row: $0, reach: reach($0)) }
      .sorted { isWorse($0.reach, than: $1.reach) }
    guard var worst = sorted.first, let best = sorted.last else { return opening }
    if isFlatAndSick(worst) { worst = flattest(sorted) ?? worst }
    let told = difference(worst.row, worst.reach, of: worst.row.run.name)
    let words = told.map { start + $0 } ?? opening + worst.reach.words(of: worst.row.run.name)
    guard sorted.count > 1 else { return words }
    if isFlatAndSick(worst) {
      let size = best.reach.kind == .level ? "near \(Words.short(best.reach.typical))" : nil
      return flat(worst.row, worst.reach, tellsEnd: tellsEnd)
        + "; in \(best.row.run.name) it \(size.map { "is \($0)" } ?? best.reach.words())"
    }
    let isLevel = signal.direction != nil && worst.reach.kind == .level
    if isLevel || worst.reach.words() == best.reach.words() {
      let told = sorted.lazy.compactMap { seen in
        later(seen.row, after: seen.reach).map { "; in \(seen.row.run.name), \($0)" }
      }.first
      return opening + worst.reach.words() + " in all \(sorted.count) networks" + (told ?? "")
    }
    let noun = told == nil ? "it" : "the difference"
    let text =
      words
      + (later(worst.row, after: worst.reach, noun, tellsEnd: tellsEnd).map { " (\($0))" } ?? "")
      + "; in \(best.row.run.name) \(noun) \(best.reach.words())"
    return told != nil && !tellsEnd && text.count > ExampleDifference.longestTitle ? words : text
  }

  private var name: String { measure?.name ?? signal.name }

  /// What a chain keeps of the difference between examples; nil of another quantity, and where it is level.
  private func difference(
    _ row: HeatmapRows, _ reach: SignalReach, of run: String? = nil
  ) -> String? {
    guard measure?.quantity == .activationExampleStd, let chain = row.chain,
      [.shrinks, .grows, .zero].contains(reach.kind)
    else { return nil }
    return ExampleDifference(row.run, chain, at: .start)?.sentence(of: run)
  }

  /// Whether a gradient of weights is alike in all places of a run that is sick: what it alone does not show.
  private func isFlatAndSick(_ seen: (row: HeatmapRows, reach: SignalReach)) -> Bool {
    signal.direction == nil && seen.reach.kind == .level && seen.row.values.count > 1
      && !seen.row.run.judgement.isHealthy && !seen.row.losesNumbers
  }

  /// Of several that are flat and sick the one that shows it best: the flattest of those that stay above 0.
  private func flattest(
    _ seen: [(row: HeatmapRows, reach: SignalReach)]
  ) -> (row: HeatmapRows, reach: SignalReach)? {
    seen.filter { seen in
      isFlatAndSick(seen) && seen.row.measured.allSatisfy { (seen.row.values[$0].last ?? 0) > 0 }
    }.min { $0.reach.spread < $1.reach.spread }
  }

  /// Such as `Before the first update flat over the layers, and still sick: in relu-naive the weight gradient
  /// stays within ×2.8 over all layers, near 5·10⁻¹⁵`.
  private func flat(_ row: HeatmapRows, _ reach: SignalReach, tellsEnd: Bool) -> String {
    let name = context.runs.count > 1 ? "in \(row.run.name) " : ""
    let places = "\(row.chain?.noun ?? "place")s"
    return "\(context.start.asBeginning) flat over the \(places), and still sick: "
      + "\(name)\(signal.name) \(reach.words())"
      + (later(row, after: reach, tellsEnd: tellsEnd).map { " (\($0))" } ?? "")
  }

  private func reach(_ row: HeatmapRows) -> SignalReach { row.reach(signal) }

  /// A signal that goes somewhere is worse the more it changes; of one that does not, the smaller is.
  private func isWorse(_ a: SignalReach, than b: SignalReach) -> Bool {
    guard signal.direction == nil else { return a.distance > b.distance }
    func size(_ reach: SignalReach) -> Double {
      [.zero, .zeroEverywhere].contains(reach.kind) ? 0 : reach.typical.isNaN ? -1 : reach.typical
    }
    return size(a) < size(b)
  }

  private func later(
    _ row: HeatmapRows, after reach: SignalReach, _ noun: String = "it", tellsEnd: Bool = false
  ) -> String? {
    HeatmapChange(row: row, reach: reach, signal: signal, noun: noun).words(tellsEnd: tellsEnd)
  }

  /// The numbers that are told, or may be: the colour scale holds them.
  var told: [Double] {
    rows.filter { !$0.isEmpty }.flatMap {
      HeatmapChange(row: $0, reach: reach($0), signal: signal).told
    }
  }

  /// Where there is a single place, nothing is lost on the way.
  private func ofOnePlace(_ rows: [HeatmapRows]) -> String {
    let noun = rows.compactMap(\.chain).first?.noun ?? "place"
    let starts = rows.compactMap { row in
      row.start.first.map { (name: row.run.name, value: $0) }
    }
    let finite = starts.filter { $0.value.isFinite }.sorted { $0.value < $1.value }
    let opening = "One \(noun), so no way to get lost on: \(context.start), \(name) is "
    guard let least = finite.first, let most = finite.last else {
      return "\(context.start.asBeginning), \(name) is not finite in the only \(noun)"
    }
    guard rows.count > 1 else {
      let end = rows[0].end(rows[0].measured.first ?? 0)
      let isMoving = rows[0].columns.steps.count > 1 && end != least.value
      return opening + Words.short(least.value)
        + (isMoving ? ", \(Words.short(end)) at \(HeatmapChange.end)" : "")
    }
    let (low, high) = (Words.short(least.value), Words.short(most.value))
    return low == high
      ? opening + "\(low) in all \(rows.count) networks"
      : opening + "\(low) (\(least.name)) to \(high) (\(most.name))"
  }
}
