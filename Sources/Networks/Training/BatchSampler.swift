import Tensors

/// The rows of each batch: every epoch a new shuffled order, the last batch of an epoch smaller
/// where the numbers do not divide, or left out where it would be smaller than allowed. A batch size
/// of 0 is the full set in the order of the data.
public struct BatchSampler {
  private var order: [Int]
  private var position = 0
  private let batchSize: Int
  private let shuffles: Bool
  /// Where an epoch ends.
  private let end: Int
  private var generator: SeededGenerator

  /// Batches out of `count` examples.
  ///
  /// - Parameter leavingOutBelow: an epoch's last, smaller batch is left out where it has fewer
  ///   examples than this; a batch norm needs 2.
  public init(
    count: Int, batchSize: Int, leavingOutBelow smallest: Int = 1, generator: SeededGenerator
  ) {
    let size = batchSize > 0 ? min(batchSize, max(count, 1)) : max(count, 1)
    order = Array(0..<max(count, 0))
    shuffles = batchSize > 0
    self.batchSize = size
    self.generator = generator
    let rest = order.count % size
    end = rest < smallest && order.count > size ? order.count - rest : order.count
    smallestBatch = end % size == 0 ? size : rest
    position = end
  }

  /// The fewest rows a batch can have.
  public let smallestBatch: Int

  /// Examples that it draws from.
  public var count: Int { order.count }

  /// The most rows a batch can have.
  public var largestBatch: Int { batchSize }

  /// The rows of the next batch, a view of the shuffled order: valid until the next call.
  public mutating func next() -> ArraySlice<Int> {
    if position >= end {
      position = 0
      if shuffles { generator.shuffle(&order) }
    }
    let next = min(position + batchSize, end)
    defer { position = next }
    return order[position..<next]
  }
}
