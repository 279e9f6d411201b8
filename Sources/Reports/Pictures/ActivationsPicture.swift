import Charts
import Records
import Texts

/// What the units do: the signal going forward, saturation, silence.
struct ActivationsPicture: ReportPicture {
  let context: PictureContext
  static let fileName = "activations.png"

  var title: String { "What do the units do? Signal, saturation and silence by layer" }
  var size: Size { Size(1600, 780) }

  func draw(on canvas: any Canvas) {
    let panels = [spread, saturation, silence].compactMap { $0 }
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "A layer whose output does not vary tells the next one nothing; a saturated or silent "
        + "unit passes no gradient.",
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

  private var layers: [Double] { (1...max(context.depth, 1)).map(Double.init) }
  private var dots: Double { context.depth > 40 ? 0 : 2.8 }

  private var spread: Panel {
    let profiles = context.runs.map { run in
      run.history.count == 0 ? [] : run.evidence.profile(\.activationStd, at: 0)
    }
    return Panel(
      title: "spread of the activations",
      subtitle: "deviation over batch and units, before the first update",
      x: context.layerAxis(.bottom),
      y: Axis(.left, scale: LogScale(fitting: profiles.joined()), showsGrid: true),
      marks: zip(context.styles, profiles).map { style, profile in
        LineMark(x: layers, y: profile, style: style.stroke, dotRadius: dots)
      })
  }

  private var saturation: Panel? {
    let pairs = context.pairs.filter {
      $0.run.judgement.notApplicable["GS201"] == nil && $0.run.history.count > 0
    }
    guard !pairs.isEmpty else { return nil }
    let most = pairs.flatMap {
      $0.run.evidence.profile(\.saturatedFraction, at: $0.run.history.count - 1)
    }.max()
    return Panel(
      title: "saturated share",
      subtitle: "φ′ below 5 % of its maximum, at the end"
        + (most.map { "; at most \(Words.percent($0))" } ?? ""),
      x: context.layerAxis(.bottom), y: shareAxis,
      marks: pairs.map { run, style in
        LineMark(
          x: layers,
          y: run.evidence.profile(\.saturatedFraction, at: run.history.count - 1),
          style: style.stroke, dotRadius: dots)
      })
  }

  private var silence: Panel? {
    let pairs = context.pairs.filter {
      $0.run.judgement.notApplicable["GS202"] == nil && !$0.run.evidence.record.probes.isEmpty
    }
    guard !pairs.isEmpty else { return nil }
    func share(_ run: JudgedRun, _ probe: ProbeCheckpoint?) -> [Double] {
      (probe?.silentUnits ?? []).enumerated().map { index, units in
        units.map { Double($0) / Double(run.record.layers[index].fanOut) } ?? .nan
      }
    }
    var marks: [any Mark] = []
    for (run, style) in pairs {
      marks.append(
        LineMark(
          x: layers, y: share(run, run.evidence.record.probes.first),
          style: StrokeStyle(style.color.mixed(with: Palette.background, 0.6), width: 1.4)))
    }
    for (run, style) in pairs {
      marks.append(
        LineMark(
          x: layers, y: share(run, run.evidence.record.probes.last), style: style.stroke,
          dotRadius: dots)
      )
    }
    return Panel(
      title: "silent share", subtitle: "ReLU units off on the whole probe set; thin: at step 0",
      x: context.layerAxis(.bottom), y: shareAxis, marks: marks)
  }

  private var shareAxis: Axis {
    Axis(.left, scale: LinearScale(from: 0, to: 1), maximumTicks: 6, showsGrid: true)
  }
}
