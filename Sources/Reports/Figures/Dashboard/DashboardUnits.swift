import Charts
import Diagnosis
import Records
import Texts

/// What the units of the main chain do, at the start (thin) and at the end: the saturated or silent share of
/// them, or the size of their activations where φ has neither.
struct DashboardUnits {
  private let run: JudgedRun
  private let style: RunStyle
  private let chain: ChainEvidence

  /// nil where there are not two places to be held against each other.
  init?(_ run: JudgedRun, _ style: RunStyle) {
    guard let chain = run.chain, chain.count > 1 else { return nil }
    (self.run, self.style, self.chain) = (run, style, chain)
  }

  /// A share below this has no line of its own.
  private static let least = 0.02

  /// One quantity at both ends.
  private typealias Ends = (name: String, start: [Double], end: [Double])

  /// nil where nothing of it was measured.
  var panel: Panel? {
    let shares = [saturated, silent].compactMap { $0 }
    let names = shares.map(\.name).joined(separator: " and ")
    // A panel of zeros says less than a sentence.
    let most = shares.flatMap { $0.start + $0.end }.filter { !$0.isNaN }.max() ?? 0
    guard most < Self.least else {
      return panel(
        "\(names) units, start and end", shares,
        explanation(shares), LinearScale(from: 0, to: 1))
    }
    let sizes: Ends = (
      "activations", run.initialProfile(.activationRMS), run.finalProfile(.activationRMS)
    )
    guard (sizes.start + sizes.end).contains(where: { $0 > 0 && $0.isFinite }) else { return nil }
    return panel(
      "size of the activations, start and end", [sizes],
      "root mean square; thin: at the start"
        + (shares.isEmpty ? "" : "; \(most == 0 ? "no" : "hardly a") unit is \(names)"),
      LogScale(fitting: sizes.start + sizes.end))
  }

  private func explanation(_ shares: [Ends]) -> String {
    let words = shares.map {
      $0.name == "silent"
        ? "silent: ≤ 0 before ReLU on the whole probe set"
        : "saturated: φ′ below 5 % of its maximum"
    }
    return "share of them; " + (words + ["thin: at the start"]).joined(separator: "; ")
  }

  private func panel(
    _ title: String, _ ends: [Ends], _ subtitle: String, _ scale: any Scale
  ) -> Panel {
    let axis = ChainAxis([chain])
    let colors = [style.color, Palette.ink]
    var marks: [any Mark] = []
    var labels: [DirectLabels.Entry] = []
    for (end, color) in zip(ends, colors) {
      marks.append(
        LineMark(
          x: ChainAxis.positions(end.start.count), y: end.start,
          style: StrokeStyle(color.faded(0.45), width: 1.3),
          name: "\(end.name), start"))
      marks.append(
        LineMark(
          x: ChainAxis.positions(end.end.count), y: end.end,
          style: StrokeStyle(color, width: 2.6), dotRadius: axis.dots(2.8),
          name: "\(end.name), end"))
      labels.append(
        DirectLabels.Entry(
          end.name, color: color, weight: .bold,
          point: Point(Double(end.end.count), end.end.last ?? .nan)))
    }
    let broken = ends.flatMap(\.end).filter { !$0.isFinite }
    let (lost, what) = (broken.count, AbsencePanel.kinds(broken))
    let note = lost == 0 ? "" : "; \(what) at the end in \(lost) of \(chain.count) \(chain.noun)s"
    return Panel(
      title: title, subtitle: subtitle + (ends.count == 1 ? note : ""),
      x: axis.axis(.bottom, title: axis.title()),
      y: Axis(.left, scale: scale, maximumTicks: 6, showsGrid: true), marks: marks,
      labels: ends.count > 1 ? DirectLabels(labels, side: .trailing) : nil)
  }

  private var saturated: Ends? {
    guard run.judgement.notApplicable["GS201"] == nil, !run.finalSaturation.isEmpty else {
      return nil
    }
    return ("saturated", UnitValues.saturation(run, at: .start), run.finalSaturation)
  }

  private var silent: Ends? {
    guard run.judgement.notApplicable["GS202"] == nil, let first = run.record.probes.first,
      let last = run.record.probes.last
    else { return nil }
    let (start, end) = (UnitValues.silence(run, first), UnitValues.silence(run, last))
    return end.contains { !$0.isNaN } ? ("silent", start, end) : nil
  }
}
