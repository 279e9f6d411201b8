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
      step: step, silentUnits: [Int?](repeating: nil, count: network.depth))
    let activation = network.activation
    guard count > 0 else { return checkpoint }
    checkpoint.distinctUnits = network.layers.dropLast().map { DistinctUnits.count($0) }
    guard activation.canGoSilent || tier != .scalars else { return checkpoint }
    network.forward(workspace, mode: .probing)
    let hidden = workspace.preactivations.dropLast()
    if activation.canGoSilent {
      let maps = hidden.map { UnitMaps.silent($0) }
      checkpoint.silentUnits = maps.map(\.count)
      if tier != .scalars { checkpoint.silentMaps = maps }
    }
    guard tier != .scalars else { return checkpoint }
    checkpoint.stuckMaps = activation.saturation.map { bounds in
      hidden.map { UnitMaps.stuck($0, outside: bounds) }
    }
    guard spectra else { return checkpoint }
    checkpoint.effectiveRank = workspace.activations.map { EffectiveRank.of($0) }
    guard tier == .deep else { return checkpoint }
    checkpoint.jacobianSingularValues = JacobianSpectrum.measure(network, at: workspace.input)
    return checkpoint
  }
}
