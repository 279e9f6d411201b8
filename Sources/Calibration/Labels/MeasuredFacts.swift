import Records

/// What was measured in a run, at its first steps and its last ones.
struct MeasuredFacts {
  /// The record.
  let record: RunRecord
  /// Time points of step 0, of the first tenth, of the last tenth, and the last one. Those with
  /// values that are not finite are left out.
  private let first: [Int]
  private let early: [Int]
  private let late: [Int]
  private let last: [Int]
  /// Whether some value, of a layer or of the loss, was not finite.
  let isLost: Bool

  init(_ record: RunRecord) {
    self.record = record
    let history = record.history
    let finite = (0..<history.count).filter { entry in
      (0..<history.placeCount).allSatisfy { history[entry, place: $0].nonFinite == 0 }
    }
    let end = finite.last.map { history.lastSteps[$0] } ?? 0
    first = finite.first == 0 ? [0] : []
    early = finite.filter { history.steps[$0] <= end / 10 }
    late = finite.filter { history.lastSteps[$0] >= end - end / 10 }
    last = finite.suffix(1)
    isLost = finite.count < history.count || record.curves.loss.contains { !$0.isFinite }
  }

  var depth: Int { record.depth }

  /// What was measured in a layer, from 1, at a time point.
  func layer(_ entry: Int, _ layer: Int) -> PlaceStatistics {
    record.history[entry, place: layer - 1]
  }

  /// At step 0 and through most of the first tenth.
  func start(_ label: (_ entry: Int) -> Label) -> Label { lasting(first, early, label) }

  /// Through most of the last tenth and at the end.
  func end(_ label: (_ entry: Int) -> Label) -> Label { lasting(last, late, label) }

  private func lasting(_ edge: [Int], _ window: [Int], _ label: (Int) -> Label) -> Label {
    guard let at = edge.first.map(label), !window.isEmpty else { return .unknown(.other) }
    let labels = window.map(label)
    let (yes, no) = (labels.count(where: \.isYes), labels.count(where: \.isNo))
    if at.isYes, 4 * yes > 3 * labels.count { return at }
    if at.isNo, 4 * no > 3 * labels.count { return at }
    if yes == 0, no == 0 || !at.isKnown { return .unknown(.border) }
    return .unknown(at.isKnown && yes + no == labels.count ? .transient : .border)
  }

  /// The median of a layer's number over all steps.
  func median(_ layer: Int, _ quantity: (PlaceStatistics) -> Double) -> Double {
    let values = (0..<record.history.count).flatMap { entry in
      Array(
        repeating: quantity(record.history[entry, place: layer - 1]),
        count: record.history.counts[entry])
    }.filter { !$0.isNaN }.sorted()
    return values.isEmpty ? .nan : values[values.count / 2]
  }

  /// The largest number of any layer and step.
  func largest(_ quantity: (PlaceStatistics) -> Double) -> Double {
    record.history.largest.map(quantity).map { $0.isNaN ? .infinity : $0 }.max() ?? 0
  }

  /// Silent units of a hidden layer as a share, at the first look and at the last.
  func silent(_ layer: Int) -> (first: Double, last: Double)? {
    let width = Double(record.places[layer - 1].units)
    let looks = record.probes.compactMap { $0.silentUnits[layer - 1] }.map { Double($0) / width }
    guard let first = looks.first, let last = looks.last else { return nil }
    return (first, last)
  }
}
