/// Time points of a run: entry i was taken at `steps[i]`, before the update of that step; the last
/// one after the last update.
///
/// Layers are stored flat, time-major, so that a training step writes into memory that is there.
public struct RunHistory: Codable, Sendable, Equatable {
  /// Layers at each time point, the output layer among them.
  public let layerCount: Int
  /// The step of each time point.
  public private(set) var steps: [Int] = []
  /// Mean loss of the step's batch.
  public private(set) var loss: [Double] = []
  /// Share of the step's batch that was classified correctly.
  public private(set) var accuracy: [Double] = []
  /// √(Σ (∂L/∂θ)²) over all parameters, before any clipping.
  public private(set) var gradientNorm: [Double] = []
  /// η of the update that followed; at the last time point, of the last update made, 0 before any.
  public private(set) var learningRate: [Double] = []
  /// ‖g after clipping‖ / ‖g before‖ of the update that followed; 1 where nothing was clipped.
  public private(set) var clippingFactor: [Double] = []
  /// Layer ℓ of time point i is at `i * layerCount + (ℓ − 1)`.
  public private(set) var statistics: [LayerStatistics] = []

  /// An empty history with memory for `capacity` time points.
  public init(layerCount: Int, capacity: Int = 0) {
    self.layerCount = max(layerCount, 0)
    steps.reserveCapacity(capacity)
    loss.reserveCapacity(capacity)
    accuracy.reserveCapacity(capacity)
    gradientNorm.reserveCapacity(capacity)
    learningRate.reserveCapacity(capacity)
    clippingFactor.reserveCapacity(capacity)
    statistics.reserveCapacity(capacity * self.layerCount)
  }

  /// Decodes a history.
  ///
  /// - Throws: `DecodingError.dataCorrupted` where the lists do not have one entry per time point.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    layerCount = try container.decode(Int.self, forKey: .layerCount)
    steps = try container.decode([Int].self, forKey: .steps)
    loss = try container.decode([Double].self, forKey: .loss)
    accuracy = try container.decode([Double].self, forKey: .accuracy)
    gradientNorm = try container.decode([Double].self, forKey: .gradientNorm)
    learningRate = try container.decode([Double].self, forKey: .learningRate)
    clippingFactor = try container.decode([Double].self, forKey: .clippingFactor)
    statistics = try container.decode([LayerStatistics].self, forKey: .statistics)
    let (expected, overflow) = steps.count.multipliedReportingOverflow(by: layerCount)
    guard layerCount >= 0, !overflow, statistics.count == expected,
      [loss, accuracy, gradientNorm, learningRate, clippingFactor]
        .allSatisfy({ $0.count == steps.count })
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "history: expected \(steps.count) time points of \(layerCount) layers, "
            + "got \(loss.count) losses and \(statistics.count) layer statistics"))
    }
  }

  /// Number of time points.
  public var count: Int { steps.count }

  /// Adds a time point; its layers start as zeros.
  public mutating func append(step: Int, loss: Double, accuracy: Double, gradientNorm: Double) {
    steps.append(step)
    self.loss.append(loss)
    self.accuracy.append(accuracy)
    self.gradientNorm.append(gradientNorm)
    learningRate.append(learningRate.last ?? 0)
    clippingFactor.append(1)
    for _ in 0..<layerCount { statistics.append(LayerStatistics()) }
  }

  /// Layer `layer` (from 1) of time point `entry`.
  public subscript(entry: Int, layer: Int) -> LayerStatistics {
    get { statistics[entry * layerCount + layer - 1] }
    set { statistics[entry * layerCount + layer - 1] = newValue }
  }

  /// Sets the global gradient norm of the last time point.
  public mutating func setLastGradientNorm(_ norm: Double) {
    if !gradientNorm.isEmpty { gradientNorm[gradientNorm.count - 1] = norm }
  }

  /// Notes what the update after the last time point did.
  public mutating func setLastUpdate(learningRate: Double, clippingFactor: Double) {
    guard count > 0 else { return }
    self.learningRate[count - 1] = learningRate
    self.clippingFactor[count - 1] = clippingFactor
  }
}
