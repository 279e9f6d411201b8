/// The numbers of a run as a whole over its steps: one point per step, and late in long runs one per
/// range of steps, as `PointSpans` has it.
///
/// Point i covers the measured steps `steps[i]` to `lastSteps[i]`, `counts[i]` of them; a value is
/// their mean, with the smallest and the largest beside it where that matters. A loss belongs to
/// the network before the update of its step; the last one was taken after the last update.
public struct Curves: Codable, Sendable, Equatable {
  /// Before there are more points than this, neighbours are merged.
  public static let standardCapacity = 2048

  /// The most points that are kept.
  public let capacity: Int
  /// The first step of each point.
  public private(set) var steps: [Int] = []
  /// The last step of each point.
  public private(set) var lastSteps: [Int] = []
  /// Measured steps in each point.
  public private(set) var counts: [Int] = []
  /// Mean loss of the batch.
  public private(set) var loss: [Double] = []
  /// The smallest batch loss among the steps.
  public private(set) var smallestLoss: [Double] = []
  /// The largest batch loss among the steps.
  public private(set) var largestLoss: [Double] = []
  /// Share of the batch that was classified correctly.
  public private(set) var accuracy: [Double] = []
  /// √(Σ (∂L/∂θ)²) over all parameters, before any clipping.
  public private(set) var gradientNorm: [Double] = []
  /// The smallest of them among the steps.
  public private(set) var smallestGradientNorm: [Double] = []
  /// The largest of them among the steps.
  public private(set) var largestGradientNorm: [Double] = []
  /// η of the last update of the point; at the end, of the last update made, 0 before any.
  public private(set) var learningRate: [Double] = []
  /// Geometric mean of ‖g after clipping‖ / ‖g before‖ over the updates; 1 where nothing was
  /// clipped.
  public private(set) var clippingFactor: [Double] = []
  /// The smallest of these factors.
  public private(set) var smallestClippingFactor: [Double] = []
  /// Updates that were clipped.
  public private(set) var clippedUpdates: [Int] = []
  /// How often points have been merged: whoever keeps a copy must then read all of them again.
  public private(set) var mergers = 0

  /// No points yet, and memory for `reserved` of them; `mergers` is that of curves that were stored.
  public init(capacity: Int = Curves.standardCapacity, reserved: Int = 0, mergers: Int = 0) {
    self.capacity = max(capacity, 4)
    self.mergers = mergers
    let reserved = min(max(reserved, 0), self.capacity)
    steps.reserveCapacity(reserved)
    lastSteps.reserveCapacity(reserved)
    counts.reserveCapacity(reserved)
    loss.reserveCapacity(reserved)
    smallestLoss.reserveCapacity(reserved)
    largestLoss.reserveCapacity(reserved)
    accuracy.reserveCapacity(reserved)
    gradientNorm.reserveCapacity(reserved)
    smallestGradientNorm.reserveCapacity(reserved)
    largestGradientNorm.reserveCapacity(reserved)
    learningRate.reserveCapacity(reserved)
    clippingFactor.reserveCapacity(reserved)
    smallestClippingFactor.reserveCapacity(reserved)
    clippedUpdates.reserveCapacity(reserved)
  }

  /// Decodes curves.
  ///
  /// - Throws: `DecodingError.dataCorrupted` where the lists do not have one entry per point.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func integers(_ key: CodingKeys) throws -> [Int] {
      try container.decode([Int].self, forKey: key)
    }
    func numbers(_ key: CodingKeys) throws -> [Double] {
      try container.decode([Double].self, forKey: key)
    }
    self.init(
      capacity: try container.decode(Int.self, forKey: .capacity),
      mergers: try container.decode(Int.self, forKey: .mergers))
    (steps, lastSteps) = (try integers(.steps), try integers(.lastSteps))
    (counts, clippedUpdates) = (try integers(.counts), try integers(.clippedUpdates))
    (loss, accuracy) = (try numbers(.loss), try numbers(.accuracy))
    (smallestLoss, largestLoss) = (try numbers(.smallestLoss), try numbers(.largestLoss))
    gradientNorm = try numbers(.gradientNorm)
    smallestGradientNorm = try numbers(.smallestGradientNorm)
    largestGradientNorm = try numbers(.largestGradientNorm)
    learningRate = try numbers(.learningRate)
    clippingFactor = try numbers(.clippingFactor)
    smallestClippingFactor = try numbers(.smallestClippingFactor)
    let lengths =
      [lastSteps, counts, clippedUpdates].map(\.count)
      + [
        loss, smallestLoss, largestLoss, accuracy, gradientNorm, smallestGradientNorm,
        largestGradientNorm, learningRate, clippingFactor, smallestClippingFactor,
      ].map(\.count)
    guard lengths.allSatisfy({ $0 == count }) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "curves: expected lists of \(count) points, got \(lengths)"))
    }
  }

  /// Number of points.
  public var count: Int { steps.count }
  /// The last step that was measured; nil before the first.
  public var lastStep: Int? { lastSteps.last }

  /// Adds one step: to the last point where that may span it, else as a point of its own. Where there
  /// is no room for one, neighbours are merged.
  ///
  /// - Parameter alone: It is a point of its own in any case, such as the last steps of a run.
  public mutating func append(
    step: Int, loss: Double, accuracy: Double, gradientNorm: Double, learningRate: Double? = nil,
    clippingFactor: Double = 1, alone: Bool = false
  ) {
    let point = CurvePoint(
      step: step, lastStep: step, count: 1, loss: loss, smallestLoss: loss, largestLoss: loss,
      accuracy: accuracy, gradientNorm: gradientNorm, smallestGradientNorm: gradientNorm,
      largestGradientNorm: gradientNorm,
      learningRate: learningRate ?? self.learningRate.last ?? 0, clippingFactor: clippingFactor,
      smallestClippingFactor: clippingFactor, clippedUpdates: clippingFactor < 1 ? 1 : 0)
    if !alone, let first = steps.last, PointSpans(mergers: mergers).allow(from: first, to: step) {
      replaceLast(with: self[count - 1].merged(with: point))
      return
    }
    if count >= capacity { makeRoom() }
    append(point)
  }

  /// Merges neighbours where there is no room for so many points more, so that these can then stay
  /// apart; a quarter of the capacity is the most that can be asked for.
  public mutating func makeRoom(for points: Int) {
    if count + points > capacity { makeRoom() }
  }

  /// A point as it is stored: the values of all curves at one index.
  public subscript(index: Int) -> CurvePoint {
    CurvePoint(
      step: steps[index], lastStep: lastSteps[index], count: counts[index], loss: loss[index],
      smallestLoss: smallestLoss[index], largestLoss: largestLoss[index],
      accuracy: accuracy[index], gradientNorm: gradientNorm[index],
      smallestGradientNorm: smallestGradientNorm[index],
      largestGradientNorm: largestGradientNorm[index], learningRate: learningRate[index],
      clippingFactor: clippingFactor[index],
      smallestClippingFactor: smallestClippingFactor[index],
      clippedUpdates: clippedUpdates[index])
  }

  /// Adds a point that was stored; nothing is merged.
  public mutating func append(_ point: CurvePoint) {
    steps.append(point.step)
    lastSteps.append(point.lastStep)
    counts.append(point.count)
    loss.append(point.loss)
    smallestLoss.append(point.smallestLoss)
    largestLoss.append(point.largestLoss)
    accuracy.append(point.accuracy)
    gradientNorm.append(point.gradientNorm)
    smallestGradientNorm.append(point.smallestGradientNorm)
    largestGradientNorm.append(point.largestGradientNorm)
    learningRate.append(point.learningRate)
    clippingFactor.append(point.clippingFactor)
    smallestClippingFactor.append(point.smallestClippingFactor)
    clippedUpdates.append(point.clippedUpdates)
  }

  private mutating func replaceLast(with point: CurvePoint) {
    let last = count - 1
    lastSteps[last] = point.lastStep
    counts[last] = point.count
    loss[last] = point.loss
    smallestLoss[last] = point.smallestLoss
    largestLoss[last] = point.largestLoss
    accuracy[last] = point.accuracy
    gradientNorm[last] = point.gradientNorm
    smallestGradientNorm[last] = point.smallestGradientNorm
    largestGradientNorm[last] = point.largestGradientNorm
    learningRate[last] = point.learningRate
    clippingFactor[last] = point.clippingFactor
    smallestClippingFactor[last] = point.smallestClippingFactor
    clippedUpdates[last] = point.clippedUpdates
  }

  private mutating func makeRoom() {
    let (mergers, groups) = PointSpans.makingRoom(
      in: steps, to: lastSteps, mergers: mergers, capacity: capacity)
    var merged = Curves(capacity: capacity, reserved: capacity, mergers: mergers)
    for group in groups {
      merged.append(
        group.dropFirst().reduce(self[group.lowerBound]) { $0.merged(with: self[$1]) })
    }
    self = merged
  }
}
