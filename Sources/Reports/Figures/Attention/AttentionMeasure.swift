import Charts
import Foundation
import Records
import Texts

/// A quantity of attention, as a panel shows it.
enum AttentionMeasure: CaseIterable {
  case entropy
  case logit
  case cosine

  /// One place over the steps.
  struct Line {
    let place: String
    let points: [Point]
  }

  var quantity: Quantity {
    switch self {
    case .entropy: .attentionEntropy
    case .logit: .attentionLogitMax
    case .cosine: .tokenCosine
    }
  }

  var title: String {
    switch self {
    case .entropy: "attention entropy"
    case .logit: "largest attention logit"
    case .cosine: "likeness of tokens"
    }
  }

  /// Behind the name of a run.
  var shortTitle: String {
    switch self {
    case .entropy: "entropy"
    case .logit: "largest logit"
    case .cosine: "tokens"
    }
  }

  /// The definition, in words.
  var explanation: String {
    switch self {
    case .entropy: "of a query's weights over T tokens, over ln T; mean over queries and heads"
    case .logit: "largest |q·k / √d| over queries, keys and heads"
    case .cosine: "mean cosine between the positions of an example"
    }
  }

  /// What its ends mean, and when they are a danger: a sharp attention, and tokens that are alike, may be what
  /// the task asks for.
  var reading: String {
    switch self {
    case .entropy:
      "Entropy near 0: each query looks at hardly more than one token. Where training brings it there "
        + "it can be what was learned; before training it is a danger, for a softmax that is sure passes "
        + "on little gradient."
    case .logit: ""
    case .cosine:
      "Cosine near 1: the tokens of an example point the same way; the nearer, the less is left "
        + "to tell them apart."
    }
  }

  /// Values that mean something by themselves.
  var guides: [(value: Double, label: String)] {
    switch self {
    case .entropy: [(1, "1: looks at all equally"), (0, "0: looks at one token")]
    case .logit: []
    case .cosine: [(1, "1: all the same direction"), (0, "0: unrelated directions")]
    }
  }

  /// The axis for these values, with room for the words at its ends.
  func axis(_ values: [Double]) -> Axis {
    guard self != .logit else {
      return Axis(.left, scale: LogScale(fitting: values), maximumTicks: 6, showsGrid: true)
    }
    let lowest = values.filter(\.isFinite).min() ?? 0
    let isSigned = self == .cosine && lowest < -0.05
    let ticks =
      (isSigned ? stride(from: -1, through: 1, by: 0.5) : stride(from: 0, through: 1, by: 0.2))
      .map { ($0 * 10).rounded() / 10 }
    return Axis(
      .left, scale: LinearScale(from: isSigned ? -1.1 : -0.11, to: 1.11), ticks: .values(ticks),
      showsGrid: true)
  }

  /// The places that have the quantity, in the order of the signal.
  func lines(_ run: JudgedRun) -> [Line] {
    let history = run.history
    return run.record.places.indices.compactMap { place in
      let points = (0..<history.count).compactMap { entry in
        history[entry, place: place][quantity].map { Point(Double(history.steps[entry]), $0) }
      }
      return points.isEmpty ? nil : Line(place: run.record.places[place].name, points: points)
    }
  }

  /// Such as `entropy 0.98 → 0.31`, of the place where it went farthest; nil where it was not measured.
  func change(_ run: JudgedRun) -> String? {
    let ends = lines(run).compactMap { line -> (first: Double, last: Double)? in
      guard let first = line.points.first?.y, let last = line.points.last?.y else { return nil }
      return (first, last)
    }
    let word =
      switch self {
      case .entropy: "entropy"
      case .logit: "largest logit"
      case .cosine: "cosine of tokens"
      }
    return ends.max { way($0) < way($1) }
      .map { "\(word) \(Words.short($0.first)) → \(Words.short($0.last))" }
  }

  /// How far a place went on the panel's axis; one that is NaN at an end farther than any other.
  private func way(_ ends: (first: Double, last: Double)) -> Double {
    let way = self == .logit ? abs(log(ends.last / ends.first)) : abs(ends.last - ends.first)
    return way.isNaN ? .infinity : way
  }

  /// Paths without what all of them end with: `blocks.0.attention.query` and `blocks.1.attention.query`
  /// become `blocks.0` and `blocks.1`.
  static func distinctive(_ names: [String]) -> [String] {
    let parts = names.map { $0.split(separator: ".", omittingEmptySubsequences: false) }
    guard names.count > 1, let first = parts.first else { return names }
    let shortest = parts.map(\.count).min() ?? 0
    let common = (0..<shortest).prefix { offset in
      parts.allSatisfy { $0[$0.count - 1 - offset] == first[first.count - 1 - offset] }
    }.count
    let kept = parts.map { $0.dropLast(min(common, shortest - 1)).joined(separator: ".") }
    return Set(kept).count == names.count ? kept : names
  }
}
