import Diagnosis
import Records
import Texts

/// What was measured at the places of a run, at the first and the last time point: one table of the weight
/// layers for a network whose only chain they are, else one a chain with its factors, and one of the
/// weight layers beside them.
struct PlaceTables: TextReport {
  private let run: JudgedRun

  /// The tables of this run.
  init(_ run: JudgedRun) { self.run = run }

  var blocks: [TextBlock] {
    guard run.history.count > 0 else { return [.line("no time points")] }
    let record = run.record
    let chains = run.evidence.chains.filter { $0.count > 0 }
    guard !(run.isOwn && run.evidence.chains.count <= 1) else {
      return [.table(table(record.weightLayers, heading: "layer", names: false) { $0 })]
    }
    var blocks: [TextBlock] = []
    for chain in chains {
      if !blocks.isEmpty { blocks.append(.blank) }
      blocks.append(.line(heading(chain), .strong))
      let positions = Self.shown(chain.count)
      // What a time step is called says its number.
      blocks.append(
        .table(
          table(
            positions.map { chain.chain.places[$0] }, heading: chain.noun,
            names: chain.chain.axis == .depth, left: chain.count - positions.count
          ) { positions[$0 - 1] + 1 }))
    }
    let inChains = Set(chains.flatMap(\.chain.places))
    let others = record.weightLayers.filter { !inChains.contains($0) }
    guard !others.isEmpty else { return blocks }
    let shown = Self.shown(others.count)
    let title = chains.isEmpty ? "Places with weights:" : "Other places with weights:"
    return blocks + (blocks.isEmpty ? [] : [.blank]) + [
      .line(title, .strong),
      .table(
        table(
          shown.map { others[$0] }, heading: "place", names: true, left: others.count - shown.count
        ) { shown[$0 - 1] + 1 }),
    ]
  }

  /// Such as `blocks: 12 blocks; δ ×0.90 a block going back, activations ×1.1 going forward`.
  private func heading(_ chain: ChainEvidence) -> String {
    let noun = chain.noun
    let factors = [
      chain.initialMeanFactor(.deltaRMS).map {
        "δ \(Words.factor($0, over: chain.steps)) a \(noun) going back"
      },
      chain.initialMeanFactor(.activationRMS).map {
        "activations \(Words.factor($0, over: chain.steps)) a \(noun) going forward"
      },
    ].compactMap { $0 }
    let size = "\(chain.chain.name): \(chain.count) \(noun)\(chain.count == 1 ? "" : "s")"
    return factors.isEmpty ? size : "\(size); \(factors.joined(separator: ", "))"
  }

  /// The places of a list that fit a screen: all, or evenly spaced ones.
  private static func shown(_ count: Int) -> [Int] {
    count <= 24 ? Array(0..<count) : (0..<20).map { $0 * (count - 1) / 19 }
  }

  /// A column of a quantity, and what it is measured with.
  private struct Column {
    let heading: String
    let quantity: Quantity
    let priority: Int?
    /// Whether only its last value is shown.
    var isLast = false
  }

  private static let columns = [
    Column(heading: "activation RMS", quantity: .activationRMS, priority: 3),
    Column(heading: "δ RMS", quantity: .deltaRMS, priority: nil),
    Column(heading: "‖∂L/∂W‖", quantity: .weightGradientNorm, priority: 5),
    Column(heading: "‖W‖", quantity: .weightNorm, priority: 2),
    Column(heading: "‖ΔW‖/‖W‖", quantity: .updateRatio, priority: 4, isLast: true),
  ]

  /// A table of places, by their indices; `number` is that of a row, counted from 1.
  private func table(
    _ places: [Int], heading: String, names: Bool, left: Int = 0, number: (Int) -> Int
  ) -> PlainTable {
    let history = run.history
    let record = run.record
    // What nobody measured has no column.
    let columns = Self.columns.filter { column in
      run.isOwn
        || places.contains { place in
          (0..<history.count).contains {
            history[$0, place: place].measured.contains(column.quantity)
          }
        }
    }
    let hasSizes = places.contains { record.places[$0].fanIn > 0 }
    func value(_ place: Int, _ column: Column) -> String {
      func isMeasured(_ entry: Int) -> Bool { !history[entry, place: place].measured.isEmpty }
      guard let first = (0..<history.count).first(where: isMeasured),
        let last = (0..<history.count).last(where: isMeasured)
      else { return "–" }
      func text(_ entry: Int) -> String {
        history[entry, place: place][column.quantity].map { Words.short($0) } ?? "–"
      }
      let (start, end) = (text(first), text(last))
      if column.isLast { return end }
      return start == "–" && end == "–" ? "–" : "\(start) → \(end)"
    }
    let rows = places.enumerated().map { row, index in
      let place = record.places[index]
      let sizes = place.fanIn > 0 ? "\(place.fanIn) → \(place.fanOut)" : "–"
      return
        (["\(number(row + 1))"] + (names ? [place.name] : []) + (hasSizes ? [sizes] : [])
        + columns.map { value(index, $0) }).map { PlainTable.Cell($0) }
    }
    let headings: [PlainTable.Column] =
      [.init(heading)] + (names ? [.init("name", overflow: .shortens(to: 20))] : [])
      + (hasSizes ? [.init("fan-in → out", priority: 1)] : [])
      + columns.map { .init($0.heading, priority: $0.priority) }
    return PlainTable(columns: headings, rows: rows, notes: notes(left: left, heading: heading))
  }

  private func notes(left: Int, heading: String) -> [PlainTable.Note] {
    let history = run.history
    let last = history.count - 1
    let (start, end) = (history.steps[last], history.lastSteps[last])
    let range = start == end ? "step \(end)" : "the mean over steps \(start) to \(end)"
    return
      (left > 0 ? [.init("\(left) \(heading)s between are like their neighbours.")] : [])
      + [.init("Each: at step \(history.steps[0]) → at the last time point, \(range).")]
  }
}
