/// What is measured now and then rather than at every step: how the values of each place are
/// spread, and how the gradient of one step relates to the next and to its own noise.
public struct Sample: Codable, Sendable, Equatable {
  /// The first step that is in it.
  public var step: Int
  /// The last step that is in it.
  public var lastStep: Int
  /// Looks that were added up in it; 1 until a long run makes room.
  public var looks: Int
  /// The places, in the order of the record's list.
  public var places: [PlaceSample]

  /// A sample of one step.
  public init(step: Int, places: [PlaceSample]) {
    self.step = step
    lastStep = step
    looks = 1
    self.places = places
  }

  /// This sample and the one after it as one.
  func merged(with next: Sample) -> Sample {
    var merged = self
    merged.lastStep = next.lastStep
    merged.looks = looks + next.looks
    merged.places = zip(places, next.places).map {
      $0.merged(looks, with: $1, next.looks)
    }
    return merged
  }
}
