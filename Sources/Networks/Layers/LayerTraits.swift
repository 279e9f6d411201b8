/// What a container has to know of a layer, beyond what it computes.
public struct LayerTraits: Sendable {
  /// Who may use the memory of ∂loss/∂y once the layer has read it.
  public enum DeltaMemory: Sendable {
    /// Nobody: it is there after the pass.
    case own
    /// Other layers.
    case shared
    /// Other layers, where the next layer `continuesPlace`.
    case sharedWhereContinued
  }

  /// Computes y ← scale·f(x) + shortcut itself where its cache has them, while y is in the
  /// processor's nearest memory.
  public var addsShortcut = false
  /// Adds `cache.returning`'s δ to ∂loss/∂x itself.
  public var addsReturning = false
  /// Whose memory ∂loss/∂y is.
  public var deltaMemory = DeltaMemory.own
  /// Whether its y is the z of the place below it, as that of a norm is.
  public var continuesPlace = false
  /// Whether it takes away each unit's mean over the batch, and a bias before it with that.
  public var removesMean = false
  /// Whether an example's y depends on the other examples of the batch.
  public var mixesExamples = false
  /// The smallest batch it can be trained on.
  public var smallestBatch = 1

  /// The traits of a plain layer.
  public init() {}
}
