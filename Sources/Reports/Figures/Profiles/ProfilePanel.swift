import Charts
import Diagnosis
import Records

/// One chain's activations and δ by place, measured, over what theory expects.
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
    guard !activations.isEmpty || !deltas.isEmpty else {
      return AbsencePanel.panel(
        title: title, titleColor: color.readable(),
        run.history.count == 0 || run.depth == 0
          ? run.lack(of: .deltaRMS, called: "δ was") ?? "nothing was measured"
          : "neither δ nor the activations were measured")
    }
    if let reason = AbsencePanel.reason(
      activations + deltas, isLogarithmic: true, noun: chain?.noun ?? "place")
    {
      return AbsencePanel.panel(
        title: title, titleColor: color.readable(), "what was measured is \(reason)")
    }
    let against = isMain ? AgainstTheory(run) : nil
    // Runs side by side are compared, chains of one run are not.
    let isShared = isMain && context.runs.count > 1 && !context.axis.isMixed
    let axis = isShared ? context.axis : ChainAxis([chain].compactMap { $0 })
    return Panel(
      title: title, titleColor: color.readable(),
      subtitle: words(against) + (scale.cutsBands ? ", some of it beyond the axis" : ""),
      subtitleColor: subtitleColor(against), x: axis.axis(.bottom, title: axis.title()),
      y: Axis(
        .left, scale: scale.scale, title: namesAxis ? "root mean square" : nil, maximumTicks: 6,
        showsGrid: true,
        showsLine: false),
      marks: marks, labels: names)
  }

  private var isMain: Bool { chain?.chain == run.chain?.chain }

  /// The run, or one of its chains where there are several.
  private var title: String {
    guard let chain, context.runs.count == 1, run.evidence.chains.count > 1 else { return run.name }
    return chain.chain.name
  }

  private var deltas: [Double] { run.initialProfile(.deltaRMS, of: chain) }
  private var activations: [Double] { run.initialProfile(.activationRMS, of: chain) }
  private var positions: [Double] { ChainAxis.positions(chain?.count ?? 0) }
  /// Of the main chain only: theory is of these.
  private var prediction: PredictedProfile? { isMain ? run.record.prediction : nil }

  private var scale: TheoryScale {
    let bands = (prediction?.layers.dropFirst() ?? []).flatMap { layer in
      [layer.activationRMS, layer.deltaRMS].flatMap {
        prediction?.applies == true ? [$0.lower, $0.expected, $0.upper] : [$0.expected]
      }
    }
    return TheoryScale(measured: deltas + activations, bands: bands)
  }

  private var marks: [any Mark] {
    let dots = ChainAxis([chain].compactMap { $0 }).dots(2.8)
    return theory({ $0.activationRMS }, Self.forward) + theory({ $0.deltaRMS }, color) + [
      LineMark(
        x: positions, y: activations, style: StrokeStyle(Self.forward, width: 2), dotRadius: dots),
      LineMark(x: positions, y: deltas, style: StrokeStyle(color, width: 2.6), dotRadius: dots),
    ]
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
        x: x, lower: bands.map(\.lower), upper: bands.map(\.upper),
        color: color.mixed(with: Palette.background, 0.75)),
      LineMark(
        x: x, y: bands.map(\.expected),
        style: StrokeStyle(color.mixed(with: Palette.background, 0.45), width: 1.2)),
    ]
  }

  /// The names of the two signals beside their last points.
  private var names: DirectLabels {
    DirectLabels(
      [("a", activations, Self.forward), ("δ", deltas, color)].compactMap { name, values, color in
        values.last.map {
          DirectLabels.Entry(
            name, color: color.readable(), weight: .bold,
            point: Point(Double(values.count), $0))
        }
      }, side: .trailing)
  }

  private func words(_ against: AgainstTheory?) -> String {
    guard let against else { return wordsWithoutTheory }
    if let limit = against.limits.first { return "no theory: \(limit)" }
    if against.deltaIsInside, against.activationIsInside {
      return "as theory expects; δ off by \(AgainstTheory.text(against.delta)) decades"
    }
    let parts = [
      against.deltaIsInside ? nil : "δ off by \(AgainstTheory.text(against.delta))",
      against.activationIsInside ? nil : "activations by \(AgainstTheory.text(against.activation))",
    ].compactMap { $0 }
    return "not as theory: \(parts.joined(separator: ", ")) decades"
  }

  /// Of a network of this program why there is no theory, of another the factor of δ.
  private var wordsWithoutTheory: String {
    if activations.isEmpty { return "activations not measured" }
    if deltas.isEmpty { return "δ not measured" }
    guard run.isOwn, isMain else {
      return chain?.initialDecay(.deltaRMS).map {
        "δ \(Words.factor($0)) per \(chain?.noun ?? "place") going back"
      } ?? "no factor of δ: fewer than two places count"
    }
    if run.record.prediction == nil { return "no theory of these first weights" }
    return run.depth < 2 ? "theory is of layers 2 to L" : "not measured at step 0"
  }

  private func subtitleColor(_ against: AgainstTheory?) -> Color {
    guard let against, against.limits.isEmpty else { return Palette.secondaryText }
    return against.deltaIsInside && against.activationIsInside ? Palette.good : Palette.bad
  }
}
