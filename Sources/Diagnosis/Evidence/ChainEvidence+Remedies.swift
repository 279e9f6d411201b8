import Records
import Texts

/// What a run has not got yet, as remedies that several rules name.
extension ChainEvidence {
  /// The initialization made for its activation; nil where it has it, or φ is not known.
  var matchingInitializer: Remedy? {
    guard let activation, !activation.matchingInitializer.isEmpty,
      !(facts.initializer?.isMatching ?? false)
    else { return nil }
    let now = facts.initializer.map { $0.source == .drawn ? " in place of \($0.name)" : "" } ?? ""
    return Remedy(activation.drawnToMatch, now)
  }

  /// What keeps δ through time steps: gates, or those that are there open.
  ///
  /// - Parameter healthy: the least factor a time step of a healthy network.
  func recurrentRemedies(healthy: Double?) -> [Remedy] {
    [
      RecurrentGates(record)?.opening(to: healthy)
        ?? Remedy(.gates, " (an LSTM or GRU, with a large forget bias)"),
      Remedy(.orthogonalRecurrence, ", with a gain near 1 / √E[φ′²]"),
      .look("shorten the sequences, or read the loss at every step"),
    ]
  }

  /// Normalization; nil where it has some.
  var normalization: Remedy? { norm == nil ? Remedy(.normalization(nil)) : nil }

  /// Branches of the scale 1/√L; nil where they are, or there are none.
  var smallerBranches: Remedy? {
    let scale = 1 / Double(max(count, 1)).squareRoot()
    guard let own = places.lazy.compactMap(\.bypass).max(), own > 1.01 * scale else { return nil }
    return Remedy(
      .branchScale(scale), " (1/√\(count); they have \(NumberText.short(own)))")
  }

  /// The size of the learning rate, for the end of a remedy; empty where it is not known.
  var rateNow: String { facts.rateNow }
}

extension ActivationFacts {
  /// What stands for the name of an initializer where places have different ones.
  static let eachOfThem = "the initialization made for each activation"

  /// Drawing by the initializer made for it.
  var drawnToMatch: Remedy.Action {
    matchingInitializer == Self.eachOfThem
      ? .matchingInitializer : .initializer(matchingInitializer)
  }
}

extension RunFacts {
  /// Such as " (it is 0.050)"; empty where the learning rate is not known.
  var rateNow: String { learningRate.map { " (it is \(NumberText.short($0)))" } ?? "" }
}
