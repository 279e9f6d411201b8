import Charts
import Records

/// One run's activations and δ by layer, measured, over what theory expects.
struct ProfilePanel {
  let context: PictureContext
  let run: JudgedRun
  let color: Color
  /// Whether the axis says what it measures; one panel of a row is enough.
  var namesAxis = true

  private static let forward = Color(hex: 0x5A5A5A)

  var panel: Panel {
    let against = AgainstTheory(run)
    return Panel(
      title: run.name, titleColor: color.readable(), subtitle: words(against),
      subtitleColor: subtitleColor(against),
      x: context.layerAxis(.bottom, title: "layer   (1 = next to the input)"),
      y: Axis(
        .left, scale: scale, title: namesAxis ? "root mean square" : nil, maximumTicks: 6,
        showsGrid: true,
        showsLine: false),
      marks: marks, labels: names)
  }

  private var deltas: [Double] { profile(\.deltaRMS) }
  private var activations: [Double] { profile(\.activationRMS) }
  private func profile(_ quantity: KeyPath<LayerStatistics, Double>) -> [Double] {
    run.history.count == 0 ? [] : run.evidence.profile(quantity, at: 0)
  }

  private var layers: [Double] { (1...max(run.record.depth, 1)).map(Double.init) }

  /// All that is measured, and the bands unless they are so far off that the lines would become flat.
  private var scale: LogScale {
    let measured = (deltas + activations).filter { $0 > 0 && $0.isFinite }
    let bands = (run.record.prediction?.layers.dropFirst() ?? []).flatMap { layer in
      [layer.activationRMS, layer.deltaRMS].flatMap {
        run.record.prediction?.applies == true
          ? [$0.lower, $0.expected, $0.upper] : [$0.expected]
      }
    }
    guard let low = measured.min(), let high = measured.max() else {
      return LogScale(fitting: bands)
    }
    return LogScale(fitting: measured + bands.filter { $0 > low / 1e3 && $0 < high * 1e3 })
  }

  private var marks: [any Mark] {
    let dots = run.record.depth > 40 ? 0 : 2.8
    return theory(\.activationRMS, Self.forward) + theory(\.deltaRMS, color) + [
      LineMark(
        x: layers, y: activations, style: StrokeStyle(Self.forward, width: 2), dotRadius: dots),
      LineMark(x: layers, y: deltas, style: StrokeStyle(color, width: 2.6), dotRadius: dots),
    ]
  }

  private func theory(
    _ quantity: KeyPath<PredictedProfile.Layer, PredictedProfile.Band>, _ color: Color
  ) -> [any Mark] {
    guard let prediction = run.record.prediction else { return [] }
    // From layer 2 on: theory is of hidden layers.
    let bands = prediction.layers.map { $0[keyPath: quantity] }.dropFirst()
    let x = Array(layers.dropFirst())
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
            point: Point(Double(run.record.depth), $0))
        }
      }, side: .trailing)
  }

  private func words(_ against: AgainstTheory?) -> String {
    guard let against else {
      if run.record.prediction == nil { return "no theory of these first weights" }
      return run.record.depth < 2 ? "theory is of layers 2 to L" : "not measured at step 0"
    }
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

  private func subtitleColor(_ against: AgainstTheory?) -> Color {
    guard let against, against.limits.isEmpty else { return Palette.secondaryText }
    return against.deltaIsInside && against.activationIsInside ? Palette.good : Palette.bad
  }
}
