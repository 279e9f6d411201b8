/// The samples of a run, in order of steps; of a long run, neighbours are added up.
public struct SampleHistory: Codable, Sendable, Equatable {
  /// More samples than this are merged in pairs.
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

  /// Adds a sample. Where there is no room for it, all but the first are merged in pairs.
  public mutating func append(_ sample: Sample) {
    if samples.count >= capacity {
      samples = RunHistory.pairs(samples.count).map { entry, next in
        next.map { samples[entry].merged(with: samples[$0]) } ?? samples[entry]
      }
      mergers += 1
    }
    samples.append(sample)
  }

  /// Changes the last sample, if there is one.
  public mutating func changeLast(_ change: (inout Sample) -> Void) {
    guard let last = samples.indices.last else { return }
    change(&samples[last])
  }
}
