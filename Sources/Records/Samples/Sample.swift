/// What is measured now and then rather than at every step: how the values of each layer are
/// spread, and how the gradient of one step relates to the next and to its own noise.
public struct Sample: Codable, Sendable, Equatable {
  /// The first step that is in it.
  public var step: Int
  /// The last step that is in it.
  public var lastStep: Int
  /// Looks that were added up in it; 1 until a long run makes room.
  public var looks: Int
  /// The weight layers, from 1 to L + 1.
  public var layers: [LayerSample]

  /// A sample of one step.
  public init(step: Int, layers: [LayerSample]) {
    self.step = step
    lastStep = step
    looks = 1
    self.layers = layers
  }

  /// This sample and the one after it as one.
  func merged(with next: Sample) -> Sample {
    var merged = self
    merged.lastStep = next.lastStep
    merged.looks = looks + next.looks
    merged.layers = zip(layers, next.layers).map {
      $0.merged(looks, with: $1, next.looks)
    }
    return merged
  }
}
