import Charts
import Diagnosis
import Records

/// One chain's activations and δ by place, at the start, in the middle and at the end of a run, over what theory
/// expects at the start.
struct ProfilePanel {
  let context: FigureContext
  let run: JudgedRun
  /// The chain; nil where the record names none.
  let chain: ChainEvidence?
  let color: Color
  /// Whether the axis says what it measures; one panel of a row is enough.
  var namesAxis = true

  private static let forward = Color(hex: 0x5A5A5A)

  var panel: Panel {
    let values = Moment.allCases.flatMap { activations($0) + deltas($0) }
    guard !values.isEmpty else {
      return AbsencePanel.panel(
        title: title, titleColor: color.readable(),
        run.history.count == 0 || run.depth == 0
          ? run.lack(of: .deltaRMS, called: "δ was") ?? "nothing was measured"
          : "neither δ nor the activations were measured")
    }
    if let reason = AbsencePanel.reason(
      values, isLogarithmic: true, noun: chain?.noun ?? "place")
    {
      return AbsencePanel.panel(
        title: title, titleColor: color.readable(), "what was measured is \(reason)")
    }
    // Runs side by side are compared, chains of one run are not.
    let isShared = isMain && context.runs.count > 1 && !context.axis.isMixed
    let axis = isShared ? context.axis : ChainAxis([chain].compactMap { $0 })
    let theory = TheoryScale(measured: values, bands: bands)
    return Panel(
      title: title, titleColor: color.readable(),
      subtitle: ProfileCaption(run, chain, isMain: isMain, isClipped: theory.cutsBands).text,
      x: axis.axis(.bottom, title: axis.title()),
      y: Axis(
        .left, scale: theory.scale, title: namesAxis ? "root mean square" : nil, maximumTicks: 6,
        showsGrid: true, showsLine: false),
      marks: marks, labels: names)
  }

  private var isMain: Bool { chain?.chain == run.chain?.chain }

  /// The run, or one of its chains where there are several.
  private var title: String {
    guard let chain, context.runs.count == 1, run.evidence.chains.count > 1 else { return run.name }
    return chain.chain.name
  }

  private func deltas(_ moment: Moment) -> [Double] {
    run.profile(.deltaRMS, at: moment, of: chain)
  }
  private func activations(_ moment: Moment) -> [Double] {
    run.profile(.activationRMS, at: moment, of: chain)
  }
  private var positions: [Double] { ChainAxis.positions(chain?.count ?? 0) }
  /// Of the main chain only: theory is of these.
  private var prediction: PredictedProfile? {
    isMain && run.showsStart ? run.record.prediction : nil
  }

  /// The bands of theory; of one that does not apply its lines.
  private var bands: [Double] {
    (prediction?.layers.dropFirst() ?? []).flatMap { layer in
      [layer.activationRMS, layer.deltaRMS].flatMap {
        prediction?.applies == true ? [$0.lower, $0.expected, $0.upper] : [$0.expected]
      }
    }
  }

  private var marks: [any Mark] {
    let dots = ChainAxis([chain].compactMap { $0 }).dots(2.8)
    func line(_ values: [Double], _ color: Color, _ moment: Moment, _ name: String) -> LineMark {
      LineMark(
        x: positions, y: values, style: moment.stroke(color),
        dotRadius: moment == last ? dots : 0, name: "\(name) of \(title), \(moment.words)")
    }
    return theory({ $0.activationRMS }, Self.forward) + theory({ $0.deltaRMS }, color)
      + Moment.allCases.flatMap { moment in
        [
          line(activations(moment), Self.forward, moment, "a"),
          line(deltas(moment), color, moment, "δ"),
        ]
      }
  }

  /// The latest moment that there is.
  private var last: Moment {
    Moment.allCases.last { !deltas($0).isEmpty || !activations($0).isEmpty } ?? .start
  }

  private func theory(
    _ band: (PredictedProfile.Layer) -> PredictedProfile.Band, _ color: Color
  ) -> [any Mark] {
    guard let prediction else { return [] }
    // From the second place on: theory is of hidden layers.
    let bands = prediction.layers.map(band).dropFirst()
    let x = Array(positions.dropFirst())
    guard prediction.applies else {
      let style = StrokeStyle(Palette.axis, width: 1.4, dash: StrokeStyle.dashes(width: 1.4))
      return [LineMark(x: x, y: bands.map(\.expected), style: style)]
    }
    return [
      BandMark(
        x: x, lower: bands.map(\.lower), upper: bands.map(\.upper), color: color.faint(1.3))
    ]
  }

  /// The names of the two signals beside the last point that each has on the axis.
  private var names: DirectLabels {
    func entry(
      _ name: String, _ values: (Moment) -> [Double], _ color: Color
    ) -> DirectLabels.Entry? {
      // What the latest moments are that have no line.
      var later = ""
      for moment in Moment.allCases.reversed() {
        let values = values(moment)
        guard let last = values.lastIndex(where: { $0 > 0 && $0.isFinite }) else {
          if !values.isEmpty, later.isEmpty {
            let what =
              values.allSatisfy(\.isNaN) ? "NaN" : values.allSatisfy { $0 == 0 } ? "0" : "lost"
            later = " (\(moment.words): \(what))"
          }
          continue
        }
        return DirectLabels.Entry(
          name + later, color: color.readable(), weight: .bold,
          point: Point(Double(last + 1), values[last]))
      }
      return nil
    }
    return DirectLabels(
      [entry("a", activations, Self.forward), entry("δ", deltas, color)].compactMap { $0 },
      side: .trailing)
  }
}
