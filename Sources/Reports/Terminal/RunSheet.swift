import Diagnosis
import Foundation
import Records
import Texts

/// What a run was and what it measured, place by place, as text.
public struct RunSheet: TextReport {
  private let run: JudgedRun

  /// The sheet of this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// What it was, how δ came through it, its places, and what happened in it.
  public var blocks: [TextBlock] {
    let profiles = RunProfiles(run).blocks
    return headings.map { .line($0) } + [
      .line(recorded, .provenance),
      .line("verdict: \(run.verdictText, run.verdictRole)"), .blank,
    ] + profiles + (profiles.isEmpty ? [] : [.blank])
      + PlaceTables(run).blocks + events.map { .line($0) } + units
  }

  private var headings: [String] {
    let words = NetworkWords(run)
    return [words.origin, run.chain == nil ? nil : words.network, words.training, words.data]
      .compactMap { $0 }
  }

  private var recorded: String {
    let record = run.record
    let last = [record.curves.lastStep, run.history.lastStep].compactMap { $0 }.max()
    let unit = record.facts.stepUnit?.rawValue ?? "step"
    let steps = last.map { "\(unit)s 0 to \($0)" } ?? "no steps"
    let samples = record.samples.samples.count
    let tier = record.facts.recordingTier.map { " (\($0.rawValue))" } ?? ""
    let looks =
      run.isOwn || !record.probes.isEmpty
      ? ", \(count(record.probes.count, "look")) at \(record.probeExamples) probe examples" : ""
    return "recorded\(tier): \(steps) in \(count(run.history.count, "time point")), "
      + "\(count(samples, "sample")) of histograms" + looks
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private var events: [String] {
    guard !run.record.events.isEmpty else { return [] }
    return [""]
      + run.record.events.map { event in
        let label =
          run.record.places.isEmpty ? "the whole network" : run.evidence.label(of: event.place)
        let place = "step \(event.step), \(label), \(event.tensor.rawValue)"
        let limit = Words.short(event.limit ?? .nan)
        let what =
          switch event.kind {
          case .nonFinite: "first value that is not finite: \(place)"
          case .tooLarge:
            "first root mean square above \(limit), the largest number of float16: "
              + "\(Words.short(event.value)) at \(place)"
          case .tooSmall:
            "first δ below \(limit), which is 2⁻²⁴ of the output layer's: root mean square "
              + "\(Words.short(event.value)) at \(place)"
          }
        return what + kept(event)
      }
  }

  /// Which steps before an event are there in full; with a recording interval they are not the ones
  /// just before.
  private func kept(_ event: BadEvent) -> String {
    let steps = event.steps.map(\.step).filter { $0 < event.step }
    guard let first = steps.first, let last = steps.last else { return "" }
    return steps.count == 1
      ? "; step \(first) before it is kept in full"
      : "; \(steps.count) measured steps before it, \(first) to \(last), are kept in full"
  }

  private var units: [TextBlock] {
    // Looks at a network that holds NaN are left out: there no unit is silent or speaks.
    guard let fates = UnitFates(run.evidence.record) else { return [] }
    let end = run.evidence.record.probes.last?.step ?? 0
    let layers = fates.layers.filter { !$0.silentAtEnd.isEmpty || !$0.died.isEmpty }
    guard !layers.isEmpty else { return [] }
    let rows = layers.map { layer in
      ([run.evidence.label(of: layer.layer - 1)]
        + [layer.bornSilent, layer.died.map(\.unit), layer.revived.map(\.unit), layer.silentAtEnd]
        .map { "\($0.count)" }).map { PlainTable.Cell($0) }
    }
    return [
      .blank, .line("Units that are silent on every probe example:", .strong),
      .table(
        PlainTable(
          columns: [
            .init("place", overflow: .shortens(to: 16)), .init("born silent"), .init("died"),
            .init("revived", priority: 1), .init("silent at step \(end)"),
          ], rows: rows,
          notes: [
            .init(
              "Died: spoke at the first look, and is silent to the end. Revived: was silent at some look, "
                + "and speaks at the end. A unit that was born silent and spoke in between may be silent "
                + "again.")
          ])),
    ]
  }
}
