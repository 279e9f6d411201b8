import Synchronization
import Tensors

/// Draws of K outputs from N(0, 1), the same in every process: [draws, K], row by row.
///
/// The last ones are kept: all runs of a comparison ask for the same.
struct OutputDraws: Sendable {
  /// K, the numbers of a draw.
  let count: Int
  /// One draw after the other.
  let normals: [Double]

  private static let last = Mutex(OutputDraws(count: 0, normals: []))

  /// How many draws of so many outputs averages are taken over.
  static func number(of count: Int) -> Int { max(min(16_384 / count, 2048), 16) }

  /// The generator that makes them.
  static var generator: SeededGenerator { SeededGenerator(seed: 0, stream: 11) }

  /// The draws of `count` outputs, at least 1.
  static func standard(_ count: Int) -> OutputDraws {
    last.withLock { last in
      if last.count != count {
        var generator = generator
        last = OutputDraws(
          count: count,
          normals: (0..<number(of: count) * count).map { _ in generator.nextNormal() })
      }
      return last
    }
  }
}
