import Experiments
import Networks
import Tensors

/// A network with one hidden layer and a sigmoid on top, trained on the four examples of XOR by their mean
/// squared error, all four at a step, in Double.
struct XorRun: Sendable {
  /// Of a map: cells in each direction, and what they lie between.
  static let mapCells = 48
  static let mapRange = (-0.25, 1.25)

  /// The first weights, [inputs, hidden] and [hidden, 1]; biases are 0.
  struct Weights: Sendable {
    let w1: [[Double]]
    let w2: [[Double]]

    /// W ~ N(0, ½²), as many hidden units as are wished.
    init(width: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      func drawn(_ rows: Int, _ columns: Int) -> [[Double]] {
        (0..<rows).map { _ in (0..<columns).map { _ in 0.5 * generator.nextNormal() } }
      }
      w1 = drawn(2, width)
      w2 = drawn(width, 1)
    }

    /// These.
    init(w1: [[Double]], w2: [[Double]]) {
      self.w1 = w1
      self.w2 = w2
    }
  }

  /// The loss at each epoch, before its update.
  let losses: [Double]
  /// Right answers at each epoch, of four.
  let correct: [Int]
  /// The answers at the last epoch.
  let predictions: [Double]
  /// The answers all over the plane at some epochs: row by row from the smallest second input.
  let maps: [(epoch: Int, answers: [[Double]])]

  /// Trains: δ is that of (p − y)², without the factor 2, so that the rate is twice that of the library.
  ///
  /// - Throws: `TrainingError` where the parts do not fit; `LessonError` where somebody stopped.
  init(
    _ weights: Weights, activation: any Activation, learningRate: Double, epochs: Int,
    mapsAt: [Int],
    stop: StopSignal
  ) throws {
    let network = Network<Double>(widths: [2, weights.w2.count, 1], activation: activation)
    network.denseLayers[0].weights.copy(Matrix(weights.w1))
    network.denseLayers[1].weights.copy(Matrix(weights.w2))
    var trainer = try Trainer(
      network: network, examples: Examples(features: Matrix(Gate.inputs), labels: Gate.xor.labels),
      loss: MeanSquaredError.binary, rule: .descent(learningRate / 2),
      sampler: BatchSampler(count: 4, batchSize: 0, generator: SeededGenerator(seed: 0)))
    let log = XorLog(network, mapsAt: Set(mapsAt))
    let ending = trainer.run(
      steps: epochs - 1, observer: log, shouldStop: { _ in stop.isRaised })
    if case .interrupted(let step) = ending {
      throw LessonError("lesson: interrupted after \(step) of \(epochs) epochs")
    }
    (losses, correct, predictions, maps) = (log.losses, log.correct, log.predictions, log.maps)
  }

  /// The first epoch from which on a condition holds to the end; nil where it does not hold at the end.
  func epoch(since holds: (_ loss: Double, _ correct: Int) -> Bool) -> Int? {
    let last = losses.indices.last { !holds(losses[$0], correct[$0]) } ?? -1
    return last + 1 < losses.count ? last + 1 : nil
  }
}

/// Keeps what a lesson tells of the epochs.
private final class XorLog: TrainingObserver {
  typealias Scalar = Double
  private(set) var losses: [Double] = []
  private(set) var correct: [Int] = []
  private(set) var predictions: [Double] = []
  private(set) var maps: [(epoch: Int, answers: [[Double]])] = []
  private let mapsAt: Set<Int>
  private let cells: Examples<Double>
  private let workspace: Workspace<Double>

  init(_ network: Network<Double>, mapsAt: Set<Int>) {
    self.mapsAt = mapsAt
    let count = XorRun.mapCells
    let (low, high) = XorRun.mapRange
    let places = (0..<count).map { low + (Double($0) + 0.5) * (high - low) / Double(count) }
    let points = places.flatMap { second in places.map { [$0, second] } }
    cells = Examples(features: Matrix(points), labels: points.map { _ in 0 })
    workspace = Workspace(network, capacity: points.count)
    workspace.load(cells, 0..<points.count)
  }

  func measures(step: Int) -> Bool { false }

  func didBackpropagate(_ moment: TrainingMoment<Double>) {
    losses.append(moment.outcome.loss)
    correct.append(moment.outcome.correct ?? 0)
    if mapsAt.contains(moment.step) {
      moment.network.forward(workspace, mode: .evaluation)
      let answers = Self.answers(workspace.outputs)
      let count = XorRun.mapCells
      maps.append(
        (moment.step, (0..<count).map { Array(answers[$0 * count..<($0 + 1) * count]) }))
    }
    if moment.isFinal { predictions = Self.answers(moment.workspace.outputs) }
  }

  func didUpdate(_ moment: TrainingMoment<Double>, _ update: UpdateOutcome) {}

  private static func answers(_ outputs: Matrix<Double>) -> [Double] {
    var answers = [Double](repeating: 0, count: outputs.count)
    Sigmoid().apply(outputs.elements, into: &answers, count: outputs.count)
    return answers
  }
}
