import Diagnosis
import Records

/// What δ is the derivative with respect to, in one wording for every picture of it.
enum DeltaDefinition {
  /// Such as `δ = ∂(loss of an example)/∂z, z being what a layer's weights give: the signal that comes back from the
  /// loss.`
  static func text(of chains: [ChainEvidence]) -> String {
    let signals = Set(chains.map(signal))
    let what = signals.count == 1 ? signals.first ?? .preactivation : .preactivation
    return "δ = ∂(loss of an example)/∂\(what.rawValue): the signal that comes back from the "
      + "loss."
  }

  private enum Signal: String {
    case preactivation = "z, z being what a layer's weights give"
    case output = "a, a being what a block hands on"
    case state = "z, z being the state that a time step hands on"
    case input = "x, x being the input of a step"
  }

  private static func signal(_ chain: ChainEvidence) -> Signal {
    if chain.places.contains(where: \.hasDeltaOfInput) { return .input }
    if chain.chain.axis == .time { return .state }
    return chain.places.allSatisfy { $0.kind == .block } ? .output : .preactivation
  }
}
