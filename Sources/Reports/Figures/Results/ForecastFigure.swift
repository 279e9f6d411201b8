import Charts
import Records

/// A forecast as a picture: the two signals by layer with their band, and what other gains would do.
struct ForecastFigure: Figure {
  private let forecast: Forecast
  private let command: String

  /// The picture of a forecast; `command` is named at its foot.
  init(_ forecast: Forecast, command: String) {
    self.forecast = forecast
    self.command = command
  }

  private var network: NetworkSummary { forecast.network }
  private var axis: ChainAxis { ChainAxis(layers: network.depth) }
  private var applies: Bool { forecast.limits.isEmpty }
  private var layers: [Double] { forecast.layers.map { Double($0.index) } }
  private static let forward = Color(hex: 0x5A5A5A)

  static let name = "forecast"
  static let topic = "how far a signal would get, without training"
  var size: Size { Size(1600, 720) }

  var title: String {
    let parts = [
      (network.isResidual ? "residual " : "") + network.activation(), network.initializer,
      network.norm.map { "\($0) norm" }, "\(network.depth) layers",
    ]
    return "How far would a signal get? " + parts.compactMap { $0 }.joined(separator: ", ")
  }

  var lack: String? {
    forecast.layers.isEmpty ? "a network without hidden layers has no profile" : nil
  }

  func draw(on canvas: any Canvas) {
    let words = ForecastSheet(forecast).verdict.prefix(3).joined(separator: " ")
    let area = Page(
      title: title,
      subtitle: applies ? words : "A guide only: \(forecast.limits.joined(separator: "; ")).",
      source: ShownNames.shortened(ShownCommand.text(command), to: ShownNames.longestCommand)
        + "   ·   mean-field theory, no training   ·   \(source)"
    ).draw(on: canvas)
    let panels = [
      signal("activation by layer, going forward", { $0.activationRMS }, Self.forward),
      signal("δ by layer, coming back", { $0.deltaRMS }, Palette.blue), gain,
    ].compactMap { $0 }
    SmallMultiples(panels, columns: panels.count, horizontalGutter: 48, sharesAxes: false).draw(
      in: area, on: canvas)
  }

  private var source: String {
    [
      forecast.facts.data?.name, "width \(network.width())",
      forecast.facts.batchSize.map { "batch \($0 == 0 ? "all" : "\($0)")" },
    ].compactMap { $0 }.joined(separator: ", ")
  }

  private func signal(
    _ title: String, _ band: (Forecast.Layer) -> PredictedProfile.Band, _ color: Color
  ) -> Panel {
    guard !forecast.layers.isEmpty else {
      return AbsencePanel.panel(title: title, "the theory says nothing of these weights")
    }
    let bands = forecast.layers.map(band)
    // As everywhere, judged from layer 2 on.
    let judged = Array(bands.dropFirst())
    let x = Array(layers.dropFirst())
    var marks: [any Mark] = []
    if applies {
      marks.append(
        BandMark(
          x: x, lower: judged.map(\.lower), upper: judged.map(\.upper),
          color: color.faint(1.3)))
    }
    let style =
      applies
      ? StrokeStyle(color, width: 2.6)
      : StrokeStyle(Palette.axis, width: 1.8, dash: StrokeStyle.dashes(width: 1.8))
    marks.append(
      LineMark(
        x: layers, y: bands.map(\.expected), style: style, dotRadius: axis.dots(2.8)))
    let fitted = (applies ? judged.flatMap { [$0.lower, $0.upper] } : []) + bands.map(\.expected)
    return Panel(
      title: title,
      subtitle: applies ? "shaded: where 99 of 100 draws of the weights lie" : "a guide only",
      x: axis.axis(.bottom),
      y: Axis(
        .left, scale: LogScale(fitting: fitted), title: "root mean square", maximumTicks: 7,
        showsGrid: true, showsLine: false),
      marks: marks)
  }

  /// √χ against σw², with this configuration as a dot; nil where the gain does not matter.
  private var gain: Panel? {
    let points = forecast.gains.filter { $0.factorPerLayer.isFinite && $0.factorPerLayer > 0 }
    guard let first = points.first, let last = points.last, let chi = forecast.chi,
      let variance = forecast.weightVariance
    else { return nil }
    let own = Point(variance, chi.squareRoot())
    let y = LinearScale(from: 0, to: max(1.5, (points.map(\.factorPerLayer).max() ?? 1) * 1.05))
    var marks: [any Mark] = [
      RuleMark(
        .horizontal(y: 1), label: "δ is kept",
        style: StrokeStyle(Palette.ink, width: 1.2, dash: StrokeStyle.dashes(width: 1.2)),
        labelAnchor: .start),
      LineMark(
        points.map { Point($0.gain, $0.factorPerLayer) },
        style: StrokeStyle(Palette.blue, width: 2.4)),
      LineMark([own], style: StrokeStyle(Palette.vermillion, width: 5), dotRadius: 6),
      TextMark(
        "this network: \(Words.factor(own.y, over: max(forecast.network.depth - 1, 1)))", at: own,
        offset: Point(12, 16),
        style: TextStyle(Typography.note, color: Palette.vermillion.readable())),
    ]
    if let critical = forecast.criticalGain, critical >= first.gain, critical <= last.gain {
      marks.insert(
        RuleMark(
          .vertical(x: critical), style: StrokeStyle(Palette.axis, width: 1.2)), at: 0)
    }
    return Panel(
      title: "what another gain would do",
      subtitle: forecast.criticalGain.map {
        "δ per layer in deep layers; critical at σw² = \(Words.short($0, digits: 3))"
      }
        ?? "δ per layer in deep layers",
      x: Axis(
        .bottom, scale: LogScale(from: first.gain, to: last.gain), title: "σw² = fan-in · Var W",
        maximumTicks: 6),
      y: Axis(.left, scale: y, title: "√χ, factor per layer", maximumTicks: 6, showsGrid: true),
      marks: marks)
  }
}
