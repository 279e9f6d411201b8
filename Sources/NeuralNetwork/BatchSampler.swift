import LinearAlgebra

/// The rows of each batch: every epoch a new shuffled order, the last batch of an epoch smaller
/// where the numbers do not divide. A batch size of 0 is the full set in the order of the data.
public struct BatchSampler {
  private var order: [Int]
  private var position = 0
  private let batchSize: Int
  private let shuffles: Bool
  private var generator: SeededGenerator

  /// Batches out of `count` examples.
  public init(count: Int, batchSize: Int, generator: SeededGenerator) {
    order = Array(0..<max(count, 0))
    shuffles = batchSize > 0
    self.batchSize = batchSize > 0 ? min(batchSize, max(count, 1)) : max(count, 1)
    self.generator = generator
    position = order.count
  }

  /// The most rows a batch can have.
  public var largestBatch: Int { batchSize }

  /// The rows of the next batch, a view of the shuffled order: valid until the next call.
  public mutating func next() -> ArraySlice<Int> {
    if position >= order.count {
      position = 0
      if shuffles { generator.shuffle(&order) }
    }
    let end = min(position + batchSize, order.count)
    defer { position = end }
    return order[position..<end]
  }
}
