import Charts
import Diagnosis
import Records

/// How large the gradients of each place are, beside the ranges of float16 and bfloat16: what would be lost in
/// them.
struct PrecisionFigure: RunFigure {
  let context: FigureContext
  static let name = "precision"
  static let topic = "magnitudes of gradients by layer, and what float16 and bfloat16 would lose"

  /// More runs have no room side by side.
  static let mostRuns = 8

  var lack: String? {
    guard shown.isEmpty else { return nil }
    return SampledChain.lack(context.runs, .weightGradients)
      ?? "every gradient that was sampled is exactly 0, NaN or infinite"
  }

  /// The runs that are drawn, with their weight gradients; where no sample has them, δ.
  private let drawn: ShownRuns<SampledChain>

  init(context: FigureContext) {
    self.context = context
    drawn = ShownRuns(context, atMost: Self.mostRuns) { run, _ in
      let sampled =
        SampledChain(run, .weightGradients, atMost: RidgePanel.mostRows)
        ?? SampledChain(run, .deltas, atMost: RidgePanel.mostRows)
      return sampled.flatMap { sampled in
        sampled.histograms(in: [sampled.first, sampled.end]).contains { $0.nonZeros > 0 }
          ? sampled : nil
      }
    }
  }

  private var shown: [ShownRuns<SampledChain>.Item] { drawn.items }
  private var columns: Int { drawn.columns(single: 2) }
  private var rows: Int { drawn.rows(single: 2) }

  var size: Size {
    let places = shown.map(\.content.positions.count).max() ?? 1
    return Size(1600, 250 + Double(rows) * (170 + max(26 * Double(places), 150)))
  }

  private var noun: String {
    let tensors = Set(shown.map(\.content.tensor.words))
    return tensors.count == 1 ? tensors.first ?? "gradients" : "gradients"
  }

  /// The largest loss in a format, with where it is: at the end, which the numbers beside the rows are of; where
  /// nothing is lost there, at the start.
  private func worst(_ format: NumberFormat) -> Loss {
    let end = worst(format, atEnd: true)
    return end.share > 0 ? end : worst(format, atEnd: false)
  }

  /// Zeros of a place are said beside what it loses, where they are so many of its values.
  static let manyZeros = 0.1

  /// What a format loses at a place.
  private struct Loss {
    var share = 0.0
    /// What the lost values become.
    var word = ""
    /// Such as `layer 5, end`.
    var place = ""
    /// The share of exact zeros there, where they are many.
    var zeros: String?

    /// Such as `turns 44 % into 0`.
    var words: String { "turns \(ShareWords.bounded(share)) into \(word)" }
  }

  private func worst(_ format: NumberFormat, atEnd: Bool) -> Loss {
    var found = Loss()
    for (run, _, sampled) in shown {
      let moment = sampled.last == nil ? "" : atEnd ? ", end" : ", start"
      for sample in [atEnd ? sampled.end : sampled.first] {
        for position in sampled.positions {
          let histogram = sampled.histogram(position, in: sample)
          let losses = format.losses(histogram)
          for (share, word) in [(losses.zero, "0"), (losses.infinite, "∞")]
          where share > found.share {
            let name = shown.count > 1 ? "\(run.name), " : ""
            found = Loss(
              share: share, word: word, place: name + sampled.label(position) + moment,
              zeros: Self.zeros(histogram))
          }
        }
      }
    }
    return found
  }

  /// The share of exact zeros in words, where they are many; nil elsewhere.
  static func zeros(_ histogram: MagnitudeHistogram) -> String? {
    let share = Double(histogram.zeros) / Double(max(histogram.count, 1))
    return share >= manyZeros ? ShareWords.bounded(share) : nil
  }

  /// The place with the most exact zeros at the end, such as `relu-he, layer 9: 62 %`; nil where they are few.
  private var mostZeros: String? {
    let found = shown.flatMap { run, _, sampled in
      sampled.positions.map { position in
        (
          histogram: sampled.histogram(position, in: sampled.end),
          name: (shown.count > 1 ? "\(run.name), " : "") + sampled.label(position)
        )
      }
    }
    let most = found.max {
      Double($0.histogram.zeros) / Double(max($0.histogram.count, 1))
        < Double($1.histogram.zeros) / Double(max($1.histogram.count, 1))
    }
    return most.flatMap { most in
      Self.zeros(most.histogram).map { "\(most.name): \($0)" }
    }
  }

  var title: String {
    let losses = NumberFormat.allCases.map { ($0, worst($0)) }
    let spoiled = shown.filter {
      $0.content.histograms(in: [$0.content.end]).contains { $0.nonFinite > 0 }
    }
    // Of the end: what was lost at the start says nothing of a run that is no number any more.
    let isLost = NumberFormat.allCases.allSatisfy { worst($0, atEnd: true).share == 0 }
    if let first = spoiled.first, isLost {
      return "At the end \(noun) are NaN or infinite in any format (\(first.run.name))"
    }
    if losses.allSatisfy({ $0.1.share == 0 }) {
      return "The \(noun) fit float16 and bfloat16: no value would become 0 or infinite"
        + (mostZeros.map { " (exactly 0 already: \($0))" } ?? "")
    }
    let lost = losses.map(\.1).filter { $0.share > 0 }
    // In one place: its zeros are told once.
    let isOne = Set(lost.map(\.place)).count == 1
    let words = losses.map { format, loss in
      guard loss.share > 0 else { return "\(format) none" }
      let zeros = loss.zeros.map { ", where \($0) are 0 already" } ?? ""
      return "\(format) \(loss.words)" + (isOne ? "" : " (\(loss.place)\(zeros))")
    }
    let which = mostZeros == nil ? "" : " that are not 0"
    let gone = shown.filter { _, _, sampled in
      sampled.positions.allSatisfy { position in
        let histogram = sampled.histogram(position, in: sampled.end)
        return histogram.zeros == histogram.count
      }
    }
    let all =
      gone.isEmpty || shown.count == 1
      ? ""
      : "; at the end all are 0 in \(gone[0].run.name)"
        + (gone.count > 1 ? " and \(gone.count - 1) more" : "")
    guard isOne, let only = lost.first else {
      return "Of the \(noun)\(which), \(words.joined(separator: "; "))\(all)"
    }
    let zeros = only.zeros.map { "\($0) of the \(noun) are 0; of the others " }
    let place = only.place.prefix(1).uppercased() + only.place.dropFirst()
    return
      "\(shown.count > 1 ? only.place : place): \(zeros ?? "of the \(noun) ")\(words.joined(separator: ", "))\(all)"
  }

  func draw(on canvas: any Canvas) {
    let left = context.runs.count - shown.count
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "Each row is a \(SampledChain.noun(shown.map(\.content))), each bar the share of its "
        + "\(noun) within a factor of 2, "
        + "by magnitude. The bar at 0 is those exactly 0, cut where it is higher than the others; every row has "
        + "its own height. Beside it: what "
        + "float16 and bfloat16 would lose at the end, of those not 0"
        + (mostZeros == nil ? "." : "; in brackets those exactly 0 of all, where they are many.")
        + (left > 0 ? " \(left) more runs are not drawn." : ""),
      source: context.source()
    ).draw(on: canvas)
    let legend = Legend(entries)
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    SmallMultiples(
      shown.map { PrecisionPanel(run: $0.run, style: $0.style, sampled: $0.content).panel },
      columns: columns, horizontalGutter: 30, verticalGutter: 30, sharesAxes: false
    ).draw(
      in: Rect(
        x: area.x, y: area.y + height + 18, width: area.width, height: area.height - height - 18),
      on: canvas)
  }

  private var entries: [Legend.Entry] {
    let start = shown.first.map { DistributionWords.step($0.content.first) } ?? "start"
    let grounds = shown.flatMap {
      PrecisionPanel(run: $0.run, style: $0.style, sampled: $0.content).legend
    }
    let entries: [Legend.Entry] = [
      shown.count == 1
        ? .init("at the end", .fill(shown[0].style.color.faded(PrecisionPanel.paleness)))
        : .init("in the colour of the run: at the end", .fill(Palette.ink.faded(0.45))),
      .init("outline: \(start)", .line(StrokeStyle(Palette.ink, width: 1))),
    ]
    return grounds.reduce(into: entries) { if !$0.contains($1) { $0.append($1) } }
  }
}
