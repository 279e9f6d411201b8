/// Tensors that were found to fit a network: only `Network.fitting` makes them, so that who holds them
/// need not check again.
public struct FittingTensors: Sendable {
  /// By their names.
  let byName: [String: NamedTensor]
}
