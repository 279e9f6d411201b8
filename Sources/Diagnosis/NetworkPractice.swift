import Records

/// What a network and its training do already, as far as their record tells: doing that is no remedy.
///
/// Of a network of another program its kinds of places, its facts and what was measured of it tell; what
/// they do not tell is not known, and is not taken to be done.
struct NetworkPractice {
  private let record: RunRecord
  private let network: NetworkSummary
  private let gates: RecurrentGates?

  init(_ record: RunRecord) {
    self.record = record
    network = NetworkSummary(record)
    gates = RecurrentGates(record)
  }

  private var facts: RunFacts { record.facts }
  private var isOwn: Bool { facts.origin.isOwn }

  /// Whether the run does what is asked already.
  func follows(_ action: Remedy.Action) -> Bool {
    switch action {
    case .standardize: facts.isStandardized == true
    case .normalization(nil): hasNormalization
    case .normalization(let kind?):
      network.norm == kind || record.places.contains { $0.norm?.name == kind }
    case .residual(nil): network.isResidual || record.places.contains { $0.bypass != nil }
    case .schedule(let name): facts.schedule?.hasPrefix(name) == true
    case .weightDecay(let factor): factor < 1 && facts.weightDecay == 0
    case .batch(let size): facts.batchSize == size
    // What another program does not say may be there.
    case .noClipping: isOwn && facts.clipNorm == nil && facts.clipValue == nil
    case .clipping(false): facts.clipNorm != nil
    case .initializer(let name): isDrawn(by: name)
    case .matchingInitializer:
      facts.initializer.map { $0.source == .drawn && $0.isMatching } ?? false
    case .activation(let name, let own):
      !network.activations.isEmpty && network.activations.allSatisfy { $0 == name }
        && isDrawn(by: own)
    case .orthogonalRecurrence: facts.initializer?.name.hasPrefix("orthogonal") == true
    case .gates: gates != nil
    case .openGates: gates?.beginOpen == true
    default: false
    }
  }

  private var hasNormalization: Bool {
    network.norm != nil || record.places.contains { $0.kind == .normalization || $0.norm != nil }
  }

  /// Whether the first weights are those of an initializer: by name, or, where no name is known, as large
  /// as it makes them in every place of the main chain from the second on.
  private func isDrawn(by name: String) -> Bool {
    if let initializer = facts.initializer {
      return initializer.source == .drawn && initializer.name == name
    }
    guard let chain = record.mainChain, record.history.steps.first == 0 else { return false }
    let ratios = chain.places.dropFirst().map { index -> Double in
      guard record.places.indices.contains(index), index < record.history.placeCount else {
        return .nan
      }
      let place = record.places[index]
      guard let activation = place.activation, activation.matchingInitializer == name,
        let norm = record.history[0, place: index][.weightNorm]
      else { return .nan }
      return place.gain(norm) / activation.matchingGain
    }
    return !ratios.isEmpty && ratios.allSatisfy { (0.9...1.1).contains($0) }
  }
}
