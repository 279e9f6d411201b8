import Networks
import Records
import Tensors

/// A fixed set of training examples on which every look asks the same questions: which units are
/// silent or stuck on all of them, how many directions the activations fill, how the network
/// stretches small changes of its input.
public struct ProbeSet<Scalar: RealScalar> {
  private let workspace: Workspace<Scalar>
  /// Number of examples.
  public let count: Int

  /// The first examples of `examples`, at most `limit`; the split has shuffled them.
  public init(_ examples: Examples<Scalar>, of network: Network<Scalar>, limit: Int = 256) {
    count = min(examples.count, max(limit, 0))
    workspace = Workspace(network, capacity: count, for: examples)
    workspace.load(examples, 0..<count)
  }

  /// One look at the network before the update of `step`, which leaves no trace in it.
  ///
  /// The numbers of silent and of distinct units in every tier; from `full` on the maps of silent and stuck units and
  /// the effective rank; in `deep` the Jacobian's singular values. What the activation or the norm
  /// does not have is nil, and everything is where the set has no examples.
  ///
  /// - Parameter spectra: whether singular values are computed at this look, which in a narrow
  ///   network cost more than a training step; without, rank and Jacobian are nil.
  public func look(
    _ network: Network<Scalar>, step: Int, tier: RecordingTier, spectra: Bool = true
  ) -> ProbeCheckpoint {
    var checkpoint = ProbeCheckpoint(
      step: step, silentUnits: [Int?](repeating: nil, count: workspace.hidden.count))
    guard count > 0 else { return checkpoint }
    let hidden = workspace.hidden
    checkpoint.distinctUnits = hidden.map { DistinctUnits.count($0) }
    let canGoSilent = hidden.map { $0.activation?.canGoSilent ?? false }
    guard canGoSilent.contains(true) || tier != .scalars else { return checkpoint }
    network.forward(workspace, mode: .probing)
    if canGoSilent.contains(true) {
      // A place that cannot go silent beside one that can has an empty map.
      let maps = zip(hidden, canGoSilent).map { place, can in
        can ? UnitMaps.silent(place.z) : UnitSet(unitCount: place.units)
      }
      checkpoint.silentUnits = zip(maps, canGoSilent).map { $1 ? $0.count : nil }
      if tier != .scalars { checkpoint.silentMaps = maps }
    }
    guard tier != .scalars else { return checkpoint }
    let bounds = hidden.map { $0.activation?.saturation }
    if bounds.contains(where: { $0 != nil }) {
      checkpoint.stuckMaps = zip(hidden, bounds).map { place, bounds in
        bounds.map { UnitMaps.stuck(place.z, outside: $0) } ?? UnitSet(unitCount: place.units)
      }
    }
    guard spectra else { return checkpoint }
    checkpoint.effectiveRank = hidden.map { EffectiveRank.of($0.a) }
    guard tier == .deep else { return checkpoint }
    checkpoint.jacobianSingularValues = JacobianSpectrum.measure(network, at: workspace.input)
    return checkpoint
  }
}
