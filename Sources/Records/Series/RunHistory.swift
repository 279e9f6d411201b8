/// Time points of a run, layer by layer.
///
/// Time point i covers the measured steps `steps[i]` to `lastSteps[i]`, `counts[i]` of them: one
/// step at the beginning of a run, ever more later on (`PointSpans`). A statistic of it is the mean over these
/// steps, with the smallest and the largest beside it, so that a single step's peak is never lost.
/// Statistics belong to the network before the update of their step; the last time point was taken
/// after the last update.
///
/// Layers are stored flat, time-major, so that a training step writes into memory that is there.
public struct RunHistory: Codable, Sendable, Equatable {
  /// Before there are more time points than this, neighbours are merged.
  public static let standardCapacity = 1024

  /// Places at each time point.
  public let placeCount: Int
  /// The most time points that are kept.
  public let capacity: Int
  /// The first step of each time point.
  public private(set) var steps: [Int] = []
  /// The last step of each time point.
  public private(set) var lastSteps: [Int] = []
  /// Measured steps in each time point.
  public private(set) var counts: [Int] = []
  /// The means: place p of time point i is at `i * placeCount + p`.
  public private(set) var statistics = StatisticsList()
  /// The smallest values, in the same order.
  public private(set) var smallest = StatisticsList()
  /// The largest values, in the same order.
  public private(set) var largest = StatisticsList()
  /// How often time points have been merged: whoever keeps a copy must then read all again.
  public private(set) var mergers = 0

  /// An empty history with memory for `reserved` time points; `mergers` is that of one that was
  /// stored.
  public init(
    placeCount: Int, capacity: Int = RunHistory.standardCapacity, reserved: Int = 0,
    mergers: Int = 0
  ) {
    self.mergers = mergers
    self.placeCount = max(placeCount, 0)
    self.capacity = max(capacity, 4)
    let reserved = min(max(reserved, 0), self.capacity)
    steps.reserveCapacity(reserved)
    lastSteps.reserveCapacity(reserved)
    counts.reserveCapacity(reserved)
    statistics.reserveCapacity(reserved * self.placeCount)
    smallest.reserveCapacity(reserved * self.placeCount)
    largest.reserveCapacity(reserved * self.placeCount)
  }

  /// Decodes a history.
  ///
  /// - Throws: `DecodingError.dataCorrupted` where the lists do not have one entry per time point.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    placeCount = try container.decode(Int.self, forKey: .placeCount)
    capacity = max(try container.decode(Int.self, forKey: .capacity), 4)
    mergers = try container.decode(Int.self, forKey: .mergers)
    steps = try container.decode([Int].self, forKey: .steps)
    lastSteps = try container.decode([Int].self, forKey: .lastSteps)
    counts = try container.decode([Int].self, forKey: .counts)
    statistics = try container.decode(StatisticsList.self, forKey: .statistics)
    smallest = try container.decode(StatisticsList.self, forKey: .smallest)
    largest = try container.decode(StatisticsList.self, forKey: .largest)
    let (expected, overflow) = steps.count.multipliedReportingOverflow(by: placeCount)
    guard placeCount >= 0, !overflow,
      [lastSteps, counts].allSatisfy({ $0.count == steps.count }),
      [statistics, smallest, largest].allSatisfy({ $0.count == expected })
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "history: expected \(steps.count) time points of \(placeCount) places, "
            + "got \(statistics.count) statistics"))
    }
  }

  /// Number of time points.
  public var count: Int { steps.count }
  /// The last step that was measured; nil before the first.
  public var lastStep: Int? { lastSteps.last }

  /// Whether a step may be added to the last time point, so that the list does not fill up again.
  public func lastMaySpan(_ step: Int) -> Bool {
    steps.last.map { PointSpans(mergers: mergers).allow(from: $0, to: step) } ?? false
  }

  /// Adds a time point of one step; nothing is measured yet at its places. Where there is no room for it,
  /// neighbours are merged.
  public mutating func append(step: Int) {
    if count >= capacity { makeRoom() }
    append(step: step, lastStep: step, count: 1)
  }

  /// Adds a time point of these steps, as it was stored; nothing is merged.
  public mutating func append(step: Int, lastStep: Int, count: Int) {
    steps.append(step)
    lastSteps.append(lastStep)
    counts.append(count)
    for _ in 0..<placeCount {
      statistics.append(PlaceStatistics())
      smallest.append(PlaceStatistics())
      largest.append(PlaceStatistics())
    }
  }

  /// The place of this index at time point `entry`: the mean over its steps. Setting it sets the smallest
  /// and the largest too.
  public subscript(entry: Int, place place: Int) -> PlaceStatistics {
    get { statistics[entry * placeCount + place] }
    set {
      statistics[entry * placeCount + place] = newValue
      smallest[entry * placeCount + place] = newValue
      largest[entry * placeCount + place] = newValue
    }
  }

  /// Sets the range of a place of a time point, as it was stored.
  public mutating func setRange(
    entry: Int, place: Int, smallest: PlaceStatistics, largest: PlaceStatistics
  ) {
    self.smallest[entry * placeCount + place] = smallest
    self.largest[entry * placeCount + place] = largest
  }

  /// Adds one more step to the last time point: `places` are its statistics.
  public mutating func extendLast(step: Int, _ places: [PlaceStatistics]) {
    guard let last = steps.indices.last, places.count == placeCount else { return }
    lastSteps[last] = step
    let before = counts[last]
    counts[last] = before + 1
    for place in 0..<placeCount {
      let index = last * placeCount + place
      statistics.average(at: index, before, with: places[place], 1)
      smallest.lower(at: index, to: places[place])
      largest.raise(at: index, to: places[place])
    }
  }

  private mutating func makeRoom() {
    let (mergers, groups) = PointSpans.makingRoom(
      in: steps, to: lastSteps, mergers: mergers, capacity: capacity)
    var merged = RunHistory(
      placeCount: placeCount, capacity: capacity, reserved: capacity, mergers: mergers)
    for group in groups {
      merged.steps.append(steps[group.lowerBound])
      merged.lastSteps.append(lastSteps[group.upperBound - 1])
      merged.counts.append(counts[group].reduce(0, +))
      for place in 0..<placeCount {
        let first = group.lowerBound * placeCount + place
        var (mean, least, most) = (statistics[first], smallest[first], largest[first])
        var covered = counts[group.lowerBound]
        for entry in group.dropFirst() {
          let index = entry * placeCount + place
          mean.average(covered, with: statistics[index], counts[entry])
          least.lower(to: smallest[index])
          most.raise(to: largest[index])
          covered += counts[entry]
        }
        merged.statistics.append(mean)
        merged.smallest.append(least)
        merged.largest.append(most)
      }
    }
    self = merged
  }
}
