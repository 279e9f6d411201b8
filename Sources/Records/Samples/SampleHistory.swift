/// The samples of a run, in order of steps; late in a long run neighbours are added up, as
/// `PointSpans` has it.
public struct SampleHistory: Codable, Sendable, Equatable {
  /// Before there are more samples than this, neighbours are merged.
  public static let standardCapacity = 256

  /// The most samples that are kept.
  public let capacity: Int
  /// The samples.
  public private(set) var samples: [Sample] = []
  /// How often samples have been merged: whoever keeps a copy must then read all of them again.
  public private(set) var mergers = 0

  /// No samples yet; `mergers` is that of a history that was stored.
  public init(capacity: Int = SampleHistory.standardCapacity, mergers: Int = 0) {
    self.capacity = max(capacity, 4)
    self.mergers = mergers
  }

  /// Adds the sample of a step: to the last one where that may span it, else as one of its own. Where
  /// there is no room for one, neighbours are merged.
  ///
  /// - Parameter alone: It is one of its own in any case, such as the last of a run.
  public mutating func append(_ sample: Sample, alone: Bool = false) {
    if !alone, let last = samples.indices.last,
      PointSpans(mergers: mergers).allow(from: samples[last].step, to: sample.lastStep)
    {
      samples[last] = samples[last].merged(with: sample)
      return
    }
    if samples.count >= capacity { makeRoom() }
    samples.append(sample)
  }

  /// Adds a sample as it was stored; nothing is merged.
  public mutating func restore(_ sample: Sample) { samples.append(sample) }

  /// Completes the step that was added last, by the cosines of its layers' gradients with those of
  /// the step after it.
  public mutating func completeLast(cosines: [Double?]) {
    guard let last = samples.indices.last else { return }
    for (index, cosine) in cosines.enumerated() where samples[last].places.indices ~= index {
      samples[last].places[index].addCosine(cosine, asLookOf: samples[last].looks)
    }
  }

  private mutating func makeRoom() {
    let (mergers, groups) = PointSpans.makingRoom(
      in: samples.map(\.step), to: samples.map(\.lastStep), mergers: mergers, capacity: capacity)
    samples = groups.map { group in
      samples[group].dropFirst().reduce(samples[group.lowerBound]) { $0.merged(with: $1) }
    }
    samples.reserveCapacity(capacity)
    self.mergers = mergers
  }
}
