import Charts
import Records
import Texts

/// What the units do: the signal going forward, saturation, silence.
struct ActivationsFigure: RunFigure {
  let context: FigureContext
  static let name = "activations"
  static let topic = "the signal going forward, saturated and silent units by layer"
  static let isUsual = true

  var title: String {
    "What do the units do? Signal, saturation and silence by \(context.group.noun)"
  }
  var size: Size { Size(1600, 780) }

  func draw(on canvas: any Canvas) {
    let panels = [spread, saturation, silence].compactMap { $0 }
    let area = Page(
      title: title,
      subtitle: context.interruption + context.colourKey
        + "A \(context.group.noun) whose output does not vary tells the next one nothing; a saturated "
        + "or silent unit passes no gradient.",
      source: context.source()
    ).draw(on: canvas)
    let legend = Legend(context.pairs.map { .init($0.run.name, .line($0.style.stroke)) })
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    let top = height + 24
    SmallMultiples(panels, columns: panels.count, horizontalGutter: 40, sharesAxes: false).draw(
      in: Rect(x: area.x, y: area.y + top, width: area.width, height: area.height - top),
      on: canvas)
  }

  private var dots: Double { context.axis.dots(2.8) }

  /// A line through the values at the places of a chain.
  private func line(_ values: [Double], _ style: RunStyle) -> LineMark {
    LineMark(
      x: ChainAxis.positions(values.count), y: values, style: style.stroke, dotRadius: dots)
  }

  /// The deviation of the activations; where more runs have their size, that.
  private var spread: Panel {
    func count(_ quantity: Quantity) -> Int {
      context.runs.count { !$0.initialProfile(quantity).isEmpty }
    }
    let hasDeviation = count(.activationStd) > 0 && count(.activationStd) >= count(.activationRMS)
    let quantity: Quantity = hasDeviation ? .activationStd : .activationRMS
    let title = hasDeviation ? "spread of the activations" : "size of the activations"
    let profiles = context.runs.map { $0.initialProfile(quantity) }
    guard profiles.contains(where: { !$0.isEmpty }) else {
      return AbsencePanel.panel(
        title: title,
        AbsencePanel.reason(context.runs) { $0.lack(of: quantity, called: "the activations were") })
    }
    if let reason = AbsencePanel.reason(
      profiles.flatMap { $0 }, isLogarithmic: true, noun: context.group.noun)
    {
      return AbsencePanel.panel(
        title: title, "the \(hasDeviation ? "deviation" : "root mean square") is \(reason)")
    }
    return Panel(
      title: title,
      subtitle: (hasDeviation ? "deviation" : "root mean square")
        + " over batch and units, \(context.start)",
      x: context.axis.axis(.bottom),
      y: Axis(.left, scale: LogScale(fitting: profiles.joined()), showsGrid: true),
      marks: zip(context.styles, profiles).map { line($1, $0) })
  }

  private var saturation: Panel? {
    let pairs = context.pairs.filter {
      $0.run.judgement.notApplicable["GS201"] == nil && !$0.run.finalSaturation.isEmpty
    }
    guard !pairs.isEmpty else { return nil }
    let values = pairs.flatMap(\.run.finalSaturation)
    if let reason = AbsencePanel.reason(values, isLogarithmic: false, noun: context.group.noun) {
      return AbsencePanel.panel(title: "saturated share", "the share is \(reason)")
    }
    let most = values.max()
    return Panel(
      title: "saturated share",
      subtitle: "φ′ below 5 % of its maximum, at the end"
        + (most.map { "; at most \(Words.percent($0))" } ?? ""),
      x: context.axis.axis(.bottom), y: shareAxis,
      marks: pairs.map { run, style in line(run.finalSaturation, style) })
  }

  private var silence: Panel? {
    let pairs = context.pairs.filter {
      $0.run.judgement.notApplicable["GS202"] == nil && !$0.run.evidence.record.probes.isEmpty
    }
    guard !pairs.isEmpty else { return nil }
    func share(_ run: JudgedRun, _ probe: ProbeCheckpoint?) -> [Double] {
      guard let chain = run.chain, let probe else { return [] }
      return zip(chain.chain.places, chain.places).map { index, place in
        guard probe.silentUnits.indices.contains(index), let units = probe.silentUnits[index],
          place.units > 0
        else { return .nan }
        return Double(units) / Double(place.units)
      }
    }
    var marks: [any Mark] = []
    for (run, style) in pairs {
      let first = share(run, run.evidence.record.probes.first)
      marks.append(
        LineMark(
          x: ChainAxis.positions(first.count), y: first,
          style: StrokeStyle(style.color.mixed(with: Palette.background, 0.6), width: 1.4)))
    }
    for (run, style) in pairs {
      marks.append(line(share(run, run.evidence.record.probes.last), style))
    }
    return Panel(
      title: "silent share", subtitle: "ReLU units off on the whole probe set; thin: at step 0",
      x: context.axis.axis(.bottom), y: shareAxis, marks: marks)
  }

  private var shareAxis: Axis {
    Axis(.left, scale: LinearScale(from: 0, to: 1), maximumTicks: 6, showsGrid: true)
  }
}
