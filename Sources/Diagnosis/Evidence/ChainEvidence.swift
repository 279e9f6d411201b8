import Foundation
import Records
import Texts

/// One chain of a record, with what the rules about flow ask of it. Places are numbered from 1, as people
/// number layers.
public struct ChainEvidence: Sendable {
  /// The chain.
  public let chain: Chain
  /// Its places.
  public let places: [Place]
  /// What a place is called: `layer`, `block`, `time step`.
  public let noun: String
  /// φ of its places; of places that differ, what they have in common or on average. nil where one of them
  /// is not known.
  public let activation: ActivationFacts?
  /// The time points at which anything was measured at its places.
  let entries: [Int]
  private let shared: SharedEvidence
  /// The index of the place after the last one, against which its δ is held; nil without.
  private let output: Int?

  init(_ chain: Chain, of shared: SharedEvidence) {
    self.chain = chain
    self.shared = shared
    places = shared.record.places(of: chain)
    let history = shared.record.history
    entries = (0..<history.count).filter { entry in
      chain.places.contains { !history[entry, place: $0].measured.isEmpty }
    }
    noun = shared.record.noun(of: chain)
    activation = ActivationFacts(of: places)
    // Of a chain in time, what comes after its last step is not its output.
    output = chain.axis == .depth ? shared.record.outputPlace : nil
  }

  var record: RunRecord { shared.record }
  var facts: RunFacts { shared.record.facts }
  var history: RunHistory { shared.record.history }
  var learning: LearningOutcome { shared.learning }
  var lastStep: Int { shared.lastStep }
  /// The loss before the first update: of the whole training set, or of the first batch.
  var firstLoss: Double { shared.firstLoss }

  /// How many places it has: L, of hidden layers.
  public var count: Int { places.count }
  /// How many steps lead from its last place to its first.
  public var steps: Int { max(places.count - 1, 1) }
  /// The numbers of its places.
  public var positions: Range<Int> { 1..<places.count + 1 }

  /// What was measured at a place at a time point.
  subscript(entry: Int, position: Int) -> PlaceStatistics {
    history[entry, place: chain.places[position - 1]]
  }

  /// What was measured after the last place; nil where nothing comes there.
  func output(at entry: Int) -> PlaceStatistics? {
    output.map { history[entry, place: $0] }
  }

  /// What was measured at the place above one: the next of the chain, or the output.
  func above(_ position: Int, at entry: Int) -> PlaceStatistics? {
    position < count ? self[entry, position + 1] : output(at: entry)
  }

  /// The place above one in words.
  func aboveLabel(_ position: Int) -> String {
    guard position >= count, let output else { return label(position + 1) }
    return record.layerNumber(of: output).map { "layer \($0)" } ?? record.places[output].name
  }

  /// A quantity at its places at a time point.
  public func profile(_ quantity: Quantity, at entry: Int) -> [Double] {
    chain.places.map { history[entry, place: $0][known: quantity] }
  }

  /// What of these quantities it lacks; nil where it has all of them at the first time point that
  /// has anything of it.
  func lack(of quantities: [Quantity]) -> NotApplicable? {
    guard !places.isEmpty else {
      return .because("the chain \(chain.name.inQuotes) has no places", lacking: .chains)
    }
    guard let entry = firstEntry else {
      return quantities.isEmpty ? nil : .needs("a time point", .chains)
    }
    let missing = quantities.filter { quantity in
      chain.places.contains { !history[entry, place: $0].tells(quantity) }
    }
    return missing.isEmpty ? nil : .lacks(missing, of: chain.name)
  }

  /// The first time point at which anything was measured at its places; nil without.
  var firstEntry: Int? { entries.first }

  /// The first time point at which a quantity was measured at one of its places; nil without.
  public func firstEntry(of quantity: Quantity) -> Int? {
    entries.first { hasMeasured(quantity, at: $0) }
  }

  /// The last such time point.
  public func lastEntry(of quantity: Quantity) -> Int? {
    entries.last { hasMeasured(quantity, at: $0) }
  }

  private func hasMeasured(_ quantity: Quantity, at entry: Int) -> Bool {
    chain.places.contains { history[entry, place: $0].measured.contains(quantity) }
  }

  /// Whether every example of the batch is answered so well that no δ is left to pass on: what is 0
  /// or tiny below then says nothing of the way down. An output that passes nothing although the loss is
  /// not small is not fitted, but silent.
  func isFitted(at entry: Int) -> Bool {
    guard let output = output(at: entry), output.deltaRMS < shared.fittedDelta else { return false }
    return shared.isLossSmall(at: history.steps[entry])
  }

  /// Whether δ is exactly 0 at the output although the loss is not small.
  func isSilentAtOutput(at entry: Int) -> Bool {
    output(at: entry)?.deltaRMS == 0 && !isFitted(at: entry)
  }

  /// The loss of the batch at a time point; NaN where none was recorded.
  func loss(at entry: Int) -> Double {
    record.curves.point(at: history.steps[entry]).map { record.curves.loss[$0] } ?? .nan
  }

  /// The gain of a place's weights over that of the initialization made for its activation; NaN where one of
  /// them is not known. The first layer has the fan-in of the data: for it the way forward counts.
  func gainOverMatching(_ position: Int, at entry: Int) -> Double {
    let (place, norm) = (places[position - 1], self[entry, position].weightNorm)
    let gain =
      position == 1 ? norm / Double(max(place.units, 1)).squareRoot() : place.gain(norm)
    return gain / (place.activation?.matchingGain ?? .nan)
  }

  /// Where a condition held, among the time points at which anything was measured at its places.
  func presence(of condition: (_ entry: Int) -> Bool) -> Presence? {
    Presence(in: history, among: entries, where: condition)
  }

  /// The factor per place of a quantity at a time point: of δ going back, else going forward; nil where
  /// there is no slope.
  public func decay(_ quantity: Quantity, at entry: Int) -> Double? {
    let values = Decay.window(profile(quantity, at: entry), of: self)
    return quantity == .deltaRMS ? Decay.backward(values) : Decay.forward(values)
  }

  /// The same at the first time point that has the quantity; nil where a place was not measured.
  public func initialDecay(_ quantity: Quantity) -> Double? {
    guard let entry = firstEntry(of: quantity),
      chain.places.allSatisfy({ history[entry, place: $0].measured.contains(quantity) })
    else { return nil }
    return decay(quantity, at: entry)
  }

  /// What a place makes of a quantity on average: f = (x(arrival) / x(departure))^(1/n) over the n steps between
  /// the places where it sets out and where it arrives, the geometric mean of the factors between neighbours.
  /// fⁿ is the whole factor, so that a reader can check the one by the other; the slope of `decay`, which rules
  /// compare, hears all places alike, and promises no product.
  ///
  /// δ goes back, from the last place to the first; every other quantity goes forward. Exact zeros are left
  /// out: the way is that between the outermost places that are not 0. A value that is not finite makes it
  /// NaN; where every place is 0 it is 0; nil where fewer than two places are left.
  public func meanFactor(_ quantity: Quantity, at entry: Int) -> Double? {
    let values = profile(quantity, at: entry)
    guard values.count >= 2 else { return nil }
    guard values.allSatisfy(\.isFinite) else { return .nan }
    guard let first = values.firstIndex(where: { $0 > 0 }),
      let last = values.lastIndex(where: { $0 > 0 })
    else { return 0 }
    guard first < last else { return nil }
    let forward = pow(values[last] / values[first], 1 / Double(last - first))
    return quantity == .deltaRMS ? 1 / forward : forward
  }

  /// The same at the first time point that has the quantity; nil where a place was not measured.
  public func initialMeanFactor(_ quantity: Quantity) -> Double? {
    guard let entry = firstEntry(of: quantity),
      chain.places.allSatisfy({ history[entry, place: $0].measured.contains(quantity) })
    else { return nil }
    return meanFactor(quantity, at: entry)
  }

  /// Whether each of its places is a dense layer or a convolution with nothing beside it: δ then changes by the product of
  /// φ′ and the weights.
  var isProduct: Bool {
    activation != nil && chain.axis == .depth
      && places.allSatisfy {
        [.dense, .convolution].contains($0.kind) && $0.bypass == nil && $0.norm == nil
          && $0.fanIn > 0 && $0.fanOut > 0
      }
      && lack(of: [.weightNorm, .derivativeRMS]) == nil
  }

  /// Whether shortcuts go around its places.
  var isResidual: Bool { places.contains { $0.bypass != nil } }
  /// The normalization of its places; nil where there is none, or it is not known.
  var norm: NormFacts? { places.lazy.compactMap(\.norm).first }
}

extension PlaceStatistics {
  /// Whether it has a quantity, or those that it is the sum of.
  fileprivate func tells(_ quantity: Quantity) -> Bool {
    measured.contains(quantity)
      || quantity == .saturatedFraction
        && measured.isSuperset(of: [.saturatedLowFraction, .saturatedHighFraction])
  }
}
