import Records

/// A record with what several rules ask of it, worked out once.
public struct RunEvidence: Sendable {
  /// The record.
  public let record: RunRecord
  /// Whether the run learned, by its loss.
  public let learning: LearningOutcome
  /// The chains of the record, each with what is asked of it; the main one first.
  public let chains: [ChainEvidence]
  private let shared: SharedEvidence

  /// Works out the shared facts.
  public init(_ record: RunRecord, thresholds: Thresholds = .standard) {
    let record = record.sound
    self.record = record
    let learning = LearningOutcome(record, thresholds: thresholds)
    self.learning = learning
    let shared = SharedEvidence(
      record: record, learning: learning, fittedDelta: thresholds[.fittedDelta])
    self.shared = shared
    chains = record.chains.map { ChainEvidence($0, of: shared) }
  }

  /// The main chain; nil where the record names none.
  public var mainChain: ChainEvidence? { chains.first }

  var facts: RunFacts { record.facts }
  var history: RunHistory { record.history }
  var curves: Curves { record.curves }
  var lastStep: Int { shared.lastStep }

  /// The loss before the first update: of the whole training set, or of the first batch.
  var firstLoss: Double { shared.firstLoss }

  /// What guessing costs; NaN where it is not known.
  var guessingLoss: Double { record.chance?.loss ?? .nan }

  /// φ of the main chain.
  var activation: ActivationFacts? { mainChain?.activation }

  /// Where a condition on time points held.
  func presence(of condition: (_ entry: Int) -> Bool) -> Presence? {
    Presence(in: history, where: condition)
  }

  /// The factor per place at the first time point that has it, going back, of δ over the main chain; nil
  /// where there is no slope.
  public var initialDeltaDecay: Double? { mainChain?.initialDecay(.deltaRMS) }

  /// What a place of the main chain leaves of δ on average at the first time point that has it; nil where there
  /// are no two places.
  public var initialDeltaFactor: Double? { mainChain?.initialMeanFactor(.deltaRMS) }

  /// The slope's factor going forward, of the activations.
  public var initialActivationDecay: Double? { mainChain?.initialDecay(.activationRMS) }

  /// A quantity over the main chain at a time point; empty where the record names none.
  public func profile(_ quantity: Quantity, at entry: Int) -> [Double] {
    mainChain?.profile(quantity, at: entry) ?? []
  }

  /// The places whose updates were measured: the weight layers.
  var updatedPlaces: [Int] {
    record.places.indices.filter { place in
      (0..<history.count).contains { history[$0, place: place].measured.contains(.updateRatio) }
    }
  }

  /// The number and name of a place, for a sentence: `layer 3`, `time step 12`.
  public func label(of place: Int) -> String {
    for chain in chains {
      if let position = chain.chain.places.firstIndex(of: place) {
        return chain.label(position + 1)
      }
    }
    guard record.places.indices.contains(place) else { return "place \(place + 1)" }
    if let number = record.layerNumber(of: place), record.facts.origin.isOwn {
      return "layer \(number)"
    }
    return record.places[place].words
  }
}

extension RunEvidence {
  /// ‖ΔW‖ / ‖W‖ of a place at a typical step: the median over the steps, each time point standing for the
  /// steps up to the next. NaN where one of them is; nil where none was measured.
  public func typicalUpdate(of place: Int) -> Double? {
    median(of: (0..<history.count).filter { history[$0, place: place][.updateRatio] != nil }) {
      history[$0, place: place].updateRatio
    }
  }

  /// ‖ΔW‖ / ‖W‖ of the layer that moves most, at a typical step. nil where no update was measured.
  var typicalLargestUpdate: Double? {
    let places = updatedPlaces
    guard !places.isEmpty else { return nil }
    return median(of: Array(0..<history.count)) { entry in
      places.map { history[entry, place: $0].updateRatio }.filter(\.isFinite).max() ?? 0
    }
  }

  private func median(of entries: [Int], _ value: (Int) -> Double) -> Double? {
    let values = entries.map(value)
    guard !values.contains(where: \.isNaN) else { return .nan }
    return WeightedMedian.of(
      zip(values, history.stepsStoodFor(by: entries)).map { (number: $0, weight: $1) })
  }
}

/// What the evidence of a run and that of its chains have in common.
struct SharedEvidence: Sendable {
  let record: RunRecord
  let learning: LearningOutcome
  let fittedDelta: Double

  var lastStep: Int { max(record.curves.lastStep ?? 0, record.history.lastStep ?? 0) }

  var firstLoss: Double {
    let loss = record.evaluation.initialLoss
    return loss.isFinite ? loss : record.curves.loss.first ?? .nan
  }

  /// Whether the loss of a step is below half of what guessing costs, or of the first loss where that is
  /// not known. Where no loss was recorded, only what was there before the first update cannot have been
  /// learned.
  func isLossSmall(at step: Int) -> Bool {
    guard let point = record.curves.point(at: step) else { return step > 0 }
    let reference = learning.baseline > 0 ? learning.baseline : firstLoss
    return record.curves.loss[point] < 0.5 * reference
  }
}
