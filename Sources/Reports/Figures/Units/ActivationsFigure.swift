import Charts
import Records
import Texts

/// What the units do, at the start and at the end: the signal going forward, saturation, silence.
struct ActivationsFigure: RunFigure {
  let context: FigureContext
  static let name = "activations"
  static let topic = "how far each layer tells examples apart, saturated and silent units by layer"
  static let isUsual = true

  var title: String { ActivationsTitle(context.runs).text }
  var size: Size { Size(1600, 780) }

  /// Where no activation is a number, and nothing else was measured.
  var lack: String? {
    guard let reason = absence, [saturation, silence].allSatisfy({ $0.panel == nil }) else {
      return nil
    }
    return reason
  }

  func draw(on canvas: any Canvas) {
    let shares = [saturation, silence]
    let absence = absence
    // A box that says why it is empty would say what the title says.
    let panels = (absence == nil ? [spread] : []) + shares.compactMap(\.panel)
    let area = Page(
      title: title,
      subtitle: context.interruption + context.colourKey
        + "A \(context.group.noun) whose output \(isOfExamples ? "is the same for every example" : "does not vary") "
        + "tells the next one nothing; a saturated or silent unit passes no gradient."
        + (quantity == .activationStd ? " Differences between units count too." : "")
        + ActivationWords.lack(quantity, context.runs)
        + (absence.map { " \(AbsencePanel.sentence($0))" } ?? "")
        + shares.compactMap(\.reason).map { " \($0)" }.joined() + returning,
      source: context.source(isRounded ? ExampleDifference.roundingNote : nil)
    ).draw(on: canvas)
    let legend = Legend(
      context.pairs.map { .init($0.run.name, .line($0.style.stroke)) } + [
        .init("thin: \(context.start)", .line(Moment.start.stroke(Palette.ink)))
      ] + (hasEnd ? [.init("strong: at the end", .line(Moment.end.stroke(Palette.ink)))] : [])
        + (isRounded ? [.init("faint: only rounding", .line(UnitLines.pale(Palette.ink)))] : []))
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    let top = height + 24
    SmallMultiples(panels, columns: panels.count, horizontalGutter: 40, sharesAxes: false).draw(
      in: Rect(x: area.x, y: area.y + top, width: area.width, height: area.height - top),
      on: canvas)
  }

  /// Whether anything is drawn of the end: of a run that is no number there nothing is.
  private var hasEnd: Bool {
    lines.contains { $0.end.contains(where: \.isFinite) }
      || [saturation, silence].contains { $0.panel != nil }
  }

  private var quantity: Quantity { UnitValues.spread(of: context.runs) }
  private var isOfExamples: Bool { quantity == .activationExampleStd }
  private var isRounded: Bool { !rounded.isEmpty }

  /// Why a place has a value again after one of exactly 0, where one has.
  private var returning: String {
    let isReturning = isOfExamples && context.runs.contains { RoundedPlaces($0).returns }
    return isReturning
      ? " What differs again after a \(context.group.noun) of exactly 0 is rounding, no signal."
      : ""
  }

  /// How far each run's activations spread.
  private var lines: [UnitLines] {
    context.pairs.map { run, style in
      UnitLines(
        run: run, style: style, start: run.profile(quantity, at: .start),
        end: run.profile(quantity, at: .end),
        rounding: isOfExamples ? RoundedPlaces(run).marked : ([], []))
    }
  }

  /// Why the spread of no run can be drawn; nil where that of one can.
  private var absence: String? {
    let lines = lines
    guard lines.contains(where: { !$0.start.isEmpty }) else {
      return AbsencePanel.reason(context.runs) {
        $0.lack(of: quantity, called: "the activations were")
      }
    }
    return AbsencePanel.reason(
      lines.flatMap { $0.start + $0.end }, isLogarithmic: true, noun: context.group.noun
    ).map { "\(ActivationWords.name(of: quantity)) is \($0)" }
  }

  /// The deviation of the activations; where more runs have their size, that.
  private var spread: Panel {
    let hasDeviation = quantity != .activationRMS
    let title =
      isOfExamples
      ? "how far examples differ"
      : hasDeviation ? "spread of the activations" : "size of the activations"
    let pairs = lines
    return Panel(
      title: title,
      subtitle: (isOfExamples
        ? "deviation of a over the batch, RMS over units"
        : (hasDeviation ? "deviation" : "root mean square") + " over batch and units")
        + zeros(pairs) + rounding,
      x: context.axis.axis(.bottom),
      y: Axis(
        .left, scale: LogScale(fitting: pairs.flatMap { $0.start + $0.end }), showsGrid: true),
      marks: UnitLines.marks(pairs, context))
  }

  private func zeros(_ pairs: [UnitLines]) -> String {
    let zeros = pairs.compactMap { lines -> String? in
      let count = lines.last.count { $0 == 0 }
      let places = lines.run.noun + (count > 1 ? "s" : "")
      return count > 0 ? "\(lines.run.name) in \(count) \(places)" : nil
    }
    let broken = pairs.map(\.run).compactMap { run in
      BrokenPlaces(run, quantity).map { broken in
        (context.runs.count > 1 ? "\(run.name) " : "") + broken.words
      }
    }
    func list(_ names: [String]) -> String {
      names.count > Self.mostTold ? "\(names.count) networks" : names.joined(separator: ", ")
    }
    return (zeros.isEmpty ? "" : "; exactly 0 at the end, not drawn: \(list(zeros))")
      + (broken.isEmpty ? "" : "; NaN or infinite at the end: \(list(broken))")
  }

  /// What of the lines is no signal.
  private var rounding: String {
    // More runs than there is room for are counted.
    let told = rounded.map { "\($0.name) \($0.words)" }
    return told.isEmpty
      ? ""
      : "; faint: only rounding, " + told.prefix(Self.mostTold).joined(separator: ", ")
        + (told.count > Self.mostTold ? " and \(told.count - Self.mostTold) more" : "")
  }

  private static let mostTold = 3

  /// The runs with places that have nothing but rounding.
  private var rounded: [(name: String, words: String)] {
    guard isOfExamples else { return [] }
    return context.runs.compactMap { run in RoundedPlaces(run).words.map { (run.name, $0) } }
  }

  /// A panel of shares; where they are nowhere large enough to be seen, a sentence instead.
  private typealias Shares = (panel: Panel?, reason: String?)

  private var saturation: Shares {
    let lines = context.pairs.filter { $0.run.judgement.notApplicable["GS201"] == nil }
      .map { run, style in
        UnitLines(
          run: run, style: style, start: UnitValues.saturation(run, at: .start),
          end: UnitValues.saturation(run, at: .end))
      }
    return shares(
      lines, title: "saturated share", what: "φ′ below 5 % of its maximum", noun: "saturated")
  }

  private var silence: Shares {
    let lines = context.pairs.filter {
      $0.run.judgement.notApplicable["GS202"] == nil && !$0.run.evidence.record.probes.isEmpty
    }.map { run, style in
      let probes = run.evidence.record.probes
      return UnitLines(
        run: run, style: style, start: UnitValues.silence(run, probes.first),
        end: probes.count > 1 ? UnitValues.silence(run, probes.last) : [])
    }
    return shares(
      lines, title: "silent share", what: "ReLU units that are off on the whole probe set",
      noun: "silent")
  }

  private func shares(
    _ lines: [UnitLines], title: String, what: String, noun: String
  ) -> Shares {
    let lines = lines.filter { !$0.start.isEmpty }
    guard let most = lines.flatMap({ $0.start + $0.end }).filter(\.isFinite).max() else {
      return (nil, nil)
    }
    guard most >= UnitValues.least else {
      return (
        nil,
        most > 0
          ? "\(most < 0.005 ? "Less than 1 %" : "At most \(Words.percent(most))") are \(noun) in any \(context.group.noun), "
            + "too few for a panel."
          : "None is \(noun)."
      )
    }
    return (
      Panel(
        title: title, subtitle: "\(what); the most is \(Words.percent(most))",
        x: context.axis.axis(.bottom),
        y: Axis(.left, scale: LinearScale(from: 0, to: 1), maximumTicks: 6, showsGrid: true),
        marks: UnitLines.marks(lines, context)), nil
    )
  }
}
