import Diagnosis
import Records
import Texts

/// The chains of a run, as reports show them.
extension JudgedRun {
  /// The time points; none where the record's do not fit its places.
  var history: RunHistory { evidence.record.history }

  /// The chain that it is about first; nil where the record names none.
  var chain: ChainEvidence? { evidence.mainChain }

  /// The number of places of its main chain: of a perceptron L.
  var depth: Int { chain?.count ?? 0 }

  /// What a place of its main chain is called: `layer`, `block`, `time step`; `layer` where the record
  /// names no chain.
  var noun: String { chain?.noun ?? "layer" }

  /// Such as `10 hidden layers`, `1 block`, `60 time steps`.
  var depthWords: String { "\(depth) \(Self.noun(self, of: depth))" }

  /// The noun in the singular or the plural, `hidden layer` where the chain is of these.
  static func noun(_ run: JudgedRun, of count: Int) -> String {
    let isHidden = run.chain.map { $0.chain.name == Chain.hiddenLayers(0).name } ?? true
    return (isHidden ? "hidden layer" : run.noun) + (count == 1 ? "" : "s")
  }

  /// A quantity over a chain at the first time point that has it; empty without, or without a chain. NaN
  /// where a single place was not measured.
  ///
  /// - Parameter chain: without, the main one.
  func initialProfile(_ quantity: Quantity, of chain: ChainEvidence? = nil) -> [Double] {
    guard let chain = chain ?? self.chain, let entry = chain.firstEntry(of: quantity) else {
      return []
    }
    return chain.profile(quantity, at: entry)
  }

  /// The same, with nil where a place was not measured: NaN then is a number that was.
  func measuredAtFirst(_ quantity: Quantity) -> [Double?] {
    guard let chain, let entry = chain.firstEntry(of: quantity) else { return [] }
    return chain.chain.places.map { history[entry, place: $0][quantity] }
  }

  /// The same at the last time point that has it.
  func finalProfile(_ quantity: Quantity, of chain: ChainEvidence? = nil) -> [Double] {
    guard let chain = chain ?? self.chain, let entry = chain.lastEntry(of: quantity) else {
      return []
    }
    return chain.profile(quantity, at: entry)
  }

  /// Share of saturated entries at both ends, by place, at the last time point that has it.
  var finalSaturation: [Double] {
    let entries = [Quantity.saturatedLowFraction, .saturatedHighFraction, .saturatedFraction]
      .compactMap { chain?.lastEntry(of: $0) }
    guard let chain, let entry = entries.max() else { return [] }
    return chain.chain.places.map { history[entry, place: $0].saturatedFraction }
  }

  /// Why a quantity cannot be shown over the main chain, for the place of its picture; nil where it can.
  func lack(of quantity: Quantity, called name: String) -> String? {
    guard let chain else { return "the record names no chain of places" }
    guard chain.count > 0 else { return "the network has no \(Self.noun(self, of: 2))" }
    guard history.count > 0 else { return "no time point was recorded" }
    return chain.firstEntry(of: quantity) == nil ? "\(name) not measured" : nil
  }

  /// Such as `×0.24`: what a place of the main chain leaves of δ before the first update; `–` where that was not
  /// measured.
  var factorText: String { factorText(evidence.initialDeltaFactor) }

  /// A factor per place of the main chain.
  func factorText(_ factor: Double?) -> String { Words.factor(factor, over: chain?.steps ?? 1) }

  /// Whether the first time point shows the network before any update.
  var showsStart: Bool { history.count == 0 || history.steps[0] == 0 }
}
