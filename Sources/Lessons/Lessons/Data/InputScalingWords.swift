import Charts
import Reports

/// What is seen of unscaled and scaled inputs.
enum InputScalingWords {
  typealias Side = InputScalingLesson.Side

  static func shares(_ sides: [Side]) -> PlainTable {
    PlainTable(
      columns: [.init("part of the weighted sum, before training")]
        + LoanApplications.featureNames.map { .init($0) },
      rows: sides.map { side in
        [.init(side.run.name)] + side.shares.map { .init("\(percent($0))") }
      },
      notes: [
        .init(
          "part: typical size of weight · input of this input, for that of all three; typical is "
            + "the root of the mean of squares.")
      ])
  }

  static func outcomes(_ sides: [Side]) -> PlainTable {
    PlainTable(
      columns: [
        .init("inputs"), .init("loss before"), .init("loss after"), .init("accuracy"),
        .init("verdict", overflow: .wraps(to: 18)),
      ],
      rows: sides.map { side in
        let evaluation = side.run.record.evaluation
        return [
          .init(side.run.name), .init("\(Shown.short(evaluation.initialLoss, digits: 3))"),
          .init("\(Shown.short(evaluation.finalLoss, digits: 3))"),
          .init("\(Shown.share(side.run.accuracy))"),
          .init(side.run.verdictText, role: side.run.verdictRole),
        ]
      })
  }

  private static func percent(_ share: Double) -> Shown {
    Shown(share, as: "\(Shown(100 * share, decimals: share > 0.99 ? 3 : 1)) %").asPrinted
  }

  /// Which input is heard.
  static func loudest(_ sides: [Side]) -> Observation {
    let (raw, scaled) = (sides[0].shares, sides[1].shares)
    let top = raw.indices.max { raw[$0] < raw[$1] } ?? 0
    let name = LoanApplications.featureNames[top]
    let (before, after) = (percent(raw[top]), percent(scaled[top]))
    let (low, high) = (percent(scaled.min() ?? .nan), percent(scaled.max() ?? .nan))
    let sides =
      "As they come, \(name) makes \(before) of the sums by its typical size; standardized, the "
      + "three make between \(low) and \(high) each"
    return Observation(
      Sentence(
        when: before > percent(0.9), before > after,
        says: sides + ". What the others say is hardly heard beside it."),
      Sentence(
        when: before > after, says: sides + "."),
      Sentence(
        says: "As they come, \(name) makes \(before) of the sums by its typical size, standardized "
          + "\(after): with these first weights it is no louder as it comes."))
  }

  /// What it costs before the first step.
  static func start(_ sides: [Side]) -> Observation {
    let losses = sides.map {
      Shown.short($0.run.record.evaluation.initialLoss, digits: 3).asPrinted
    }
    let head =
      "Before the first step the loss is \(losses[0]) as they come and \(losses[1]) standardized; "
      + "answering ½ to everything costs 0.693, ln 2. "
    return Observation(
      Sentence(
        when: losses[0] > losses[1], losses[0] > Shown(2),
        says: head + "Large inputs make large answers, and some of these are sure and wrong."),
      Sentence(
        when: losses[0] > losses[1], says: head + "Inputs as they come cost more."),
      Sentence(
        when: losses[0] <= losses[1],
        says: head + "Before training inputs as they come cost no more."),
      Sentence(says: head))
  }

  /// What training makes of it.
  static func end(_ sides: [Side]) -> Observation {
    let runs = sides.map(\.run)
    let (raw, scaled) = (
      Shown.share(runs[0].accuracy).asPrinted, Shown.share(runs[1].accuracy).asPrinted
    )
    let (before, after) = (
      Shown.short(runs[1].record.evaluation.initialLoss, digits: 3).asPrinted,
      Shown.short(runs[1].record.evaluation.finalLoss, digits: 3).asPrinted
    )
    let more = "After the same steps the network on inputs as they come has more right, \(raw) for "
    let (isRawLost, isScaledLost) = (raw.value.isNaN, scaled.value.isNaN)
    return Observation(
      Sentence(
        when: raw < scaled,
        says: "After the same steps \(raw) of the held-out answers are right as they come and "
          + "\(scaled) standardized."),
      Sentence(
        when: raw > scaled, after > Shown.short(0.9 * before.value, digits: 3).asPrinted,
        after < Shown.short(1.1 * before.value, digits: 3).asPrinted,
        says: more + "\(scaled). The standardized one has hardly moved at this rate: its loss went "
          + "from \(before) to \(after)."),
      Sentence(when: raw > scaled, says: more + "\(scaled)."),
      Sentence(
        when: raw <= scaled,
        says: "After the same steps both have as many right: \(raw) and \(scaled)."),
      Sentence(
        when: .fact("both lost their values", isRawLost && isScaledLost),
        says: "Both networks answer with numbers that are none: this rate is too large for "
          + "either, or the first weights are."),
      Sentence(
        when: .fact("the unscaled one lost its values", isRawLost),
        says: "As they come, the network answers with numbers that are none: a value was lost in "
          + "training. Standardized, it has \(scaled) of the held-out answers right."),
      Sentence(
        says: "Standardized, the network answers with numbers that are none: a value was lost in "
          + "training. As they come, it has \(raw) of the held-out answers right."))
  }

  static func figure(_ sides: [Side], _ settings: LessonSettings) -> LessonFigure {
    let colors = [Palette.vermillion, Palette.blue]
    let names = LoanApplications.featureNames
    let bars = sides.enumerated().flatMap { index, side -> [any Mark] in
      let bins = side.shares.enumerated().map { input, share in
        let left = Double(input + 1) - 0.36 + 0.36 * Double(index)
        return RidgeMark.Bin(lower: left + 0.02, upper: left + 0.34, value: share)
      }
      let labels = zip(bins, side.shares).map { bin, share in
        TextMark(
          "\(percent(share))", at: Point((bin.lower + bin.upper) / 2, share), offset: Point(0, -6),
          style: TextStyle(Typography.note, color: Palette.secondaryText, anchor: .middle))
      }
      // A mark for each: neighbours would be drawn as one.
      return bins.map {
        RidgeMark([$0], base: 0, height: 1, fill: colors[index], name: side.run.name)
      } + labels
    }
    let (raw, scaled) = (sides[0].shares, sides[1].shares)
    let top = raw.indices.max { raw[$0] < raw[$1] } ?? 0
    return LessonFigure(
      "input-scaling",
      title: "As they come, \(names[top]) makes \(percent(raw[top])) of the first sums; "
        + "standardized \(percent(scaled[top]))",
      subtitle: "Left: how large a part of the weighted sums of the first layer each input makes, "
        + "before training. Right: the loss while the same network trains on either; dashed, what "
        + "guessing costs.",
      panels: [
        Panel(
          title: "Who is heard", subtitle: "part of the weighted sum",
          x: Axis(
            .bottom, scale: NamedScale(names: names, numbers: LinearScale(from: 0.5, to: 3.5)),
            ticks: .values([1, 2, 3])),
          y: Axis(
            .left, scale: LinearScale(from: 0, to: 1.1),
            title: "part of the sum", showsGrid: true),
          marks: bars),
        lossPanel(sides.map(\.run), colors),
      ], columns: 2,
      legend: zip(sides, colors).map { .init($0.run.name, .fill($1)) },
      source: settings.source(of: "input-scaling"), rowHeight: 460)
  }

  private static func lossPanel(_ runs: [JudgedRun], _ colors: [Color]) -> Panel {
    var panel = RunPanels.loss(
      of: runs, title: "Loss", subtitle: "of a batch; after the first step, smoothed")
    var index = 0
    panel.marks = panel.marks.map { mark in
      guard var line = mark as? LineMark, index < colors.count else { return mark }
      line.style = StrokeStyle(colors[index], width: 2.5)
      line.dotRadius = line.points.count == 1 ? 4 : 0
      index += 1
      return line
    }
    return panel
  }
}
