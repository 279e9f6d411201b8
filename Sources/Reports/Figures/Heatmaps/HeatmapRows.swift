import Charts
import Diagnosis
import Records

/// A quantity over the places of a chain and the time points of a run.
struct HeatmapRows: Sendable {
  let run: JudgedRun
  let style: RunStyle
  /// nil where the record names none that has the quantity.
  let chain: ChainEvidence?
  let quantity: Quantity
  /// A row a place, a value a time point; a place that was never measured has an empty row.
  let values: [[Double]]
  let columns: StepColumns

  /// The rows of one chain of a run.
  init(
    _ run: JudgedRun, _ style: RunStyle, chain: ChainEvidence?, _ quantity: Quantity
  ) {
    (self.run, self.style, self.chain, self.quantity) = (run, style, chain, quantity)
    let (history, places) = (run.history, chain?.chain.places ?? [])
    let entries = (0..<history.count).filter { entry in
      places.contains { history[entry, place: $0].measured.contains(quantity) }
    }
    columns = StepColumns(history, entries)
    values = places.map { place in
      // Of time points without a value of this place the one before is shown: that is no NaN.
      var row = entries.map { history[$0, place: place][quantity] }
      guard let first = row.firstIndex(where: { $0 != nil }) else { return [] }
      for index in row.indices {
        if row[index] == nil { row[index] = row[index < first ? first : index - 1] }
      }
      return row.compactMap { $0 }
    }
  }

  /// Letters that the name of a row may have: places of weights are of many kinds, whose numbers say nothing.
  var longestName: Int {
    let kinds = Set(chain?.places.map(\.kind) ?? [])
    return !run.isOwn && kinds.subtracting([.output]).count > 1
      ? ChainAxis.longestInRow : ChainAxis.longestName
  }

  /// The axis of its own chain.
  var axis: ChainAxis { ChainAxis([chain].compactMap { $0 }, longest: longestName) }

  /// The names of the places for sentences: those of the axis, or what another program calls a weight layer, whose
  /// number says nothing; empty where numbers serve.
  var labels: [String] {
    let names = axis.names
    guard names.isEmpty, !run.isOwn, let places = chain?.places,
      Set(places.map(\.kind)).subtracting([.output]).count > 1
    else { return names }
    return places.map(\.name)
  }

  /// The name of a place for a sentence.
  func label(_ position: Int) -> String {
    let labels = labels
    return labels.indices.contains(position)
      ? labels[position] : "\(chain?.noun ?? "place") \(position + 1)"
  }

  /// Whether a place that began with a number ends with none.
  var losesNumbers: Bool {
    measured.contains { values[$0].first?.isFinite == true && values[$0].last?.isFinite == false }
  }

  /// The value of a place at the end as its colours show it: the median over the last tenth of the steps, for the
  /// last column alone may be too narrow to be seen; what is no number at the end is none.
  func end(_ position: Int) -> Double {
    guard let last = values[position].last, last.isFinite else {
      return values[position].last ?? .nan
    }
    return median(position, columns.weights(from: 0.9, to: 1)) ?? last
  }

  /// The same over the first tenth of the steps.
  func early(_ position: Int) -> Double {
    median(position, columns.weights(from: 0, to: 0.1)) ?? values[position].first ?? .nan
  }

  private func median(_ position: Int, _ weights: [(column: Int, weight: Int)]) -> Double? {
    let row = values[position]
    return WeightedMedian.of(
      weights.filter { row.indices.contains($0.column) && !row[$0.column].isNaN }
        .map { (row[$0.column], $0.weight) })
  }

  /// Whether it is smaller at the end than at the start in every place, and than its colours are at first.
  var falls: Bool {
    measured.allSatisfy { place in
      guard let start = values[place].first else { return false }
      return end(place) < min(start, early(place))
    }
  }

  /// Whether it is larger at the end than at the start in every place, and than its colours are at first.
  var grows: Bool {
    measured.allSatisfy { place in
      guard let start = values[place].first else { return false }
      return end(place) > max(start, early(place))
    }
  }

  /// The way along the chain at the first time point, or at the end.
  func reach(_ signal: HeatmapSignal, atEnd: Bool = false) -> SignalReach {
    // What was not measured is no NaN: the way goes through the other places.
    let measured = measured
    return SignalReach(
      measured.map { atEnd ? end($0) : start[$0] }, signal.direction, noun: chain?.noun ?? "place",
      names: labels, positions: measured.map { $0 + 1 })
  }

  /// Whether anything was measured.
  var isEmpty: Bool { columns.steps.isEmpty }

  /// The indices of the places that were measured.
  var measured: [Int] { values.indices.filter { !values[$0].isEmpty } }

  /// The values at the first time point; NaN where a place was never measured.
  var start: [Double] { values.map { $0.first ?? .nan } }

  /// The rows of all runs. Of several runs each has its main chain, or the first that has the quantity; of
  /// one run each chain that has it. What is of weights is shown of all weight layers where the main chain has
  /// none, such as time steps and blocks.
  static func all(_ context: FigureContext, _ quantity: Quantity) -> [HeatmapRows] {
    context.pairs.flatMap { run, style -> [HeatmapRows] in
      var chains = run.evidence.chains.filter { $0.firstEntry(of: quantity) != nil }
      if HeatmapSignal.isOfWeights(quantity), run.chain?.firstEntry(of: quantity) == nil {
        // Those that are of weight layers only would be drawn twice.
        let weights = weightLayers(run, quantity)
        let known = Set(weights.flatMap(\.chain.places))
        chains = weights + chains.filter { !known.isSuperset(of: $0.chain.places) }
      }
      let shown = chains.prefix(context.runs.count == 1 ? mostChains : 1)
      return shown.isEmpty
        ? [HeatmapRows(run, style, chain: run.chain, quantity)]
        : shown.map { HeatmapRows(run, style, chain: $0, quantity) }
    }
  }

  /// More chains than this no page has room for.
  private static let mostChains = 8

  /// The weight layers of a run in their order, as a chain: where its chains are of what has no weights.
  private static func weightLayers(_ run: JudgedRun, _ quantity: Quantity) -> [ChainEvidence] {
    let places = run.updated(quantity)
    guard !places.isEmpty else { return [] }
    var record = run.evidence.record
    record.chains = [Chain(name: "weight layers", places: places)]
    return RunEvidence(record).chains
  }
}
