import Records

/// A record with what several rules ask of it, worked out once.
public struct RunEvidence: Sendable {
  /// The record.
  public let record: RunRecord
  /// Whether the run learned, by its loss.
  public let learning: LearningOutcome
  let activation: ActivationDescription
  private let fittedDelta: Double

  /// Works out the shared facts.
  public init(_ record: RunRecord, thresholds: Thresholds = .standard) {
    let record = record.sound
    self.record = record
    learning = LearningOutcome(record, thresholds: thresholds)
    activation = record.activation
    fittedDelta = thresholds.fittedDelta
  }

  /// L.
  public var depth: Int { record.depth }
  var history: RunHistory { record.history }
  var curves: Curves { record.curves }
  var lastStep: Int { max(curves.lastStep ?? 0, history.lastStep ?? 0) }

  /// The loss before the first update: of the whole training set, or of the first batch.
  var firstLoss: Double {
    let loss = record.evaluation.initialLoss
    return loss.isFinite ? loss : curves.loss.first ?? .nan
  }

  /// Whether the optimizer scales each update by the gradient's own size.
  var isAdaptive: Bool {
    ["rmsprop", "adam", "adamw"].contains(record.configuration.optimizer)
  }

  /// A quantity of hidden layers 1…L at a time point.
  public func profile(_ quantity: KeyPath<LayerStatistics, Double>, at entry: Int) -> [Double] {
    guard depth > 0 else { return [] }
    return (1...depth).map { history[entry, $0][keyPath: quantity] }
  }

  /// Whether every example of the batch is answered so well that no δ is left to pass on: what is 0
  /// or tiny below then says nothing of the way down.
  func isFitted(at entry: Int) -> Bool {
    depth > 0 && history[entry, depth + 1].deltaRMS < fittedDelta
  }

  /// The factor per layer at step 0, going back, of δ; nil where there is no slope.
  public var initialDeltaDecay: Double? {
    history.count == 0 ? nil : DecayPerLayer.backward(profile(\.deltaRMS, at: 0))
  }

  /// The factor per layer at step 0, going forward, of the activations.
  public var initialActivationDecay: Double? {
    history.count == 0 ? nil : DecayPerLayer.forward(profile(\.activationRMS, at: 0))
  }

  /// Where a condition on time points held.
  func presence(of condition: (_ entry: Int) -> Bool) -> Presence? {
    let held = (0..<history.count).filter(condition)
    guard let first = held.first, let last = held.last else { return nil }
    // Time points cover unequal numbers of steps: what counts is the steps.
    func steps(_ entries: some Sequence<Int>) -> Int {
      entries.reduce(0) { $0 + history.counts[$1] }
    }
    let all = 0..<history.count
    // Single steps are noise: at the start and at the end the majority of a tenth decides.
    let tenth = steps(all) / 10
    let early = Set(window(all, of: tenth))
    let late = Set(window(all.reversed(), of: tenth))
    return Presence(
      entries: first...last, steps: history.steps[first]...history.lastSteps[last],
      atStepZero: first == 0 && history.steps[0] == 0,
      atStart: first == 0 && 2 * steps(held.filter(early.contains)) > steps(early),
      atEnd: last == history.count - 1 && 2 * steps(held.filter(late.contains)) > steps(late),
      share: Double(steps(held)) / Double(max(steps(all), 1)))
  }

  /// The first of these time points, at least one, that cover no more than so many steps.
  private func window(_ entries: some Sequence<Int>, of steps: Int) -> [Int] {
    var covered = 0
    var window: [Int] = []
    for entry in entries {
      covered += history.counts[entry]
      if !window.isEmpty, covered > steps { break }
      window.append(entry)
    }
    return window
  }
}

/// When something was seen during a run.
struct Presence {
  /// First and last time point at which it held.
  let entries: ClosedRange<Int>
  /// First and last step at which it held.
  let steps: ClosedRange<Int>
  /// Whether it held before the first update: what the first weights do is no noise, even where
  /// training mends it at once.
  let atStepZero: Bool
  /// Whether it held at step 0 and through most of the first tenth.
  let atStart: Bool
  /// Whether it held at the last time point and through most of the last tenth.
  let atEnd: Bool
  /// Share of the steps at which it held.
  let share: Double

  /// Whether it is worth a word: more than noise on the way.
  var isTelling: Bool { atStepZero || atStart || atEnd }

  /// Whether training mended it within the first tenth.
  var wasMended: Bool { atStepZero && !atStart && !atEnd }

  /// The time point to quote: the first where it was there at the start, else the last.
  var entry: Int { atStart || wasMended ? entries.lowerBound : entries.upperBound }

  /// Such as "from step 0 to the end".
  var words: String {
    switch (atStart, atEnd) {
    case (true, true): "from step 0 to the end"
    case (true, false): "at the start, last seen at step \(steps.upperBound)"
    case (false, true): "from step \(steps.lowerBound) on, to the end"
    case (false, false) where atStepZero:
      "before the first update; last seen at step \(steps.upperBound)"
    case (false, false): "for a while, between steps \(steps.lowerBound) and \(steps.upperBound)"
    }
  }
}
