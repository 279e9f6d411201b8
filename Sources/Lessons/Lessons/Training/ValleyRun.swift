import Networks
import Tensors

/// A way down x² + 3y², by an optimizer of the library in Double.
///
/// So that a few examples can stand for all, it is the mean over 64 examples (uᵢ, vᵢ), whose means are 0, of
/// (x − uᵢ)² + 3(y − vᵢ)², less what does not depend on x and y. The slope of a batch is the mean of
/// 2(x − uᵢ) and 6(y − vᵢ) over its examples; that of all of them is 2x and 6y.
struct ValleyRun: Sendable {
  /// N, how many examples there are.
  static let exampleCount = 64

  /// What it is called.
  let name: String
  /// Examples a step.
  let batchSize: Int
  /// (x, y) before each step and after the last one.
  let points: [[Double]]
  /// x² + 3y² there.
  var losses: [Double] { points.map { Self.loss($0[0], $0[1]) } }

  /// x² + 3y².
  static func loss(_ x: Double, _ y: Double) -> Double { x * x + 3 * y * y }

  /// Goes so many steps.
  ///
  /// - Parameter batchSize: examples a step; 0 for all.
  init(
    _ name: String, _ optimizer: any Optimizer, batchSize: Int, start: [Double],
    learningRate: Double,
    steps: Int, seed: UInt64
  ) {
    self.name = name
    self.batchSize = batchSize > 0 ? batchSize : Self.exampleCount
    let offsets = Self.examples(seed)
    var sampler = BatchSampler(
      count: Self.exampleCount, batchSize: batchSize,
      generator: SeededGenerator(seed: seed, stream: 1))
    let valley = Parameter(
      values: Matrix<Double>([start]), gradient: Matrix<Double>(rows: 1, columns: 2))
    let state = OptimizerState(optimizer, for: [valley])
    var points = [start]
    for _ in 0..<steps {
      let batch = sampler.next()
      let share = 1 / Double(batch.count)
      // The means of all are 0, but for their rounding.
      let isAll = batch.count == Self.exampleCount
      let u = isAll ? 0 : batch.reduce(0) { $0 + offsets[$1][0] } * share
      let v = isAll ? 0 : batch.reduce(0) { $0 + offsets[$1][1] } * share
      valley.gradient[0, 0] = 2 * (valley.values[0, 0] - u)
      valley.gradient[0, 1] = 6 * (valley.values[0, 1] - v)
      state.update([valley], with: optimizer, learningRate: learningRate)
      points.append([valley.values[0, 0], valley.values[0, 1]])
    }
    self.points = points
  }

  /// How often the loss rose from a step to the next.
  var rises: Int { zip(losses, losses.dropFirst()).count { $1 > $0 } }

  /// How often a coordinate went through 0.
  func crossings(_ index: Int) -> Int {
    zip(points, points.dropFirst()).count { $0[index] * $1[index] < 0 }
  }

  /// (uᵢ, vᵢ) ~ N(0, 1), moved so that their means are 0.
  private static func examples(_ seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed)
    let drawn = (0..<exampleCount).map { _ in [generator.nextNormal(), generator.nextNormal()] }
    let means = (0...1).map { index in
      drawn.reduce(0) { $0 + $1[index] } / Double(exampleCount)
    }
    return drawn.map { [$0[0] - means[0], $0[1] - means[1]] }
  }
}
