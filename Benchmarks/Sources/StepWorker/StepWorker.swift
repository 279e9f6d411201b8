import Datasets
import Experiments
import Foundation
import Instruments
import Networks
import Records
import Tensors

/// One network of the comparison with the peers: trained with every scalar statistic of every layer at
/// every step.
///
/// It answers first with what it measured on the first batch in data order, and then each line on its
/// standard input, a number of steps, with the seconds they took. It trains one run for as long as it
/// is asked, so that what is recorded more rarely stays as rare as in a long run.
struct StepWorker {
  private let network: Network<Float>
  private let examples: Examples<Float>
  private let loss = CategoricalCrossEntropy(classes: 10)
  private let batch: Int

  init(depth: Int, width: Int, batch: Int, parameters path: String) throws {
    let digits = try Digits.load()
    examples = try Standardizer(fitting: digits).apply(to: digits).examples(Float.self)
    self.batch = batch
    network = Network(
      widths: [64] + Array(repeating: width, count: depth) + [10], activation: Tanh())
    try network.setTensors(ParameterFile.read(path, precision: Float.precisionName))
  }

  /// Loss and δ RMS by layer on the first batch in data order.
  func firstLook() -> String {
    let workspace = Workspace(network, capacity: batch, for: examples)
    workspace.load(examples, 0..<batch)
    workspace.isMeasured = true
    network.forward(workspace)
    let outcome = loss.evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace, accumulatingGradients: false)
    let deltas = workspace.places.map { "\($0.delta.magnitude.rms)" }.joined(separator: ", ")
    return "{\"loss\": \(outcome.loss), \"deltaRMS\": [\(deltas)], "
      + "\"library\": \"\(BLASLibrary.description)\"}"
  }

  /// Trains until its standard input ends.
  func serve() throws {
    let rule = UpdateRule.descent(0.05)
    let steps = 100_000_000
    let recorder = Recorder(
      "bench", of: network, on: examples, loss: loss, rule: rule, steps: steps, tier: .scalars)
    // A batch smaller than the others is left out, as the peers do it.
    let sampler = BatchSampler(
      count: examples.count / batch * batch, batchSize: batch,
      generator: SeededGenerator(seed: 2))
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: rule, sampler: sampler)
    var next = 0
    var start = ContinuousClock.now
    _ = trainer.run(steps: steps, observer: recorder) { step in
      guard step == next else { return false }
      if step > 0 {
        let elapsed = (ContinuousClock.now - start).seconds
        answer("{\"seconds\": \(elapsed), \"loss\": \(recorder.record.curves.loss.last ?? .nan)}")
      }
      guard let count = readLine().flatMap({ Int($0) }), count > 0 else { return true }
      next += count
      start = .now
      return false
    }
  }
}

/// The matrix products of a training step and nothing else.
struct ProductWorker {
  let depth: Int
  let width: Int
  let batch: Int

  /// Multiplies until standard input ends.
  func serve() {
    let sizes = [64] + Array(repeating: width, count: depth) + [10]
    let layers = zip(sizes, sizes.dropFirst()).map { Layer(rows: batch, $0, $1) }
    while let count = readLine().flatMap({ Int($0) }) {
      let start = ContinuousClock.now
      for _ in 0..<count {
        for layer in layers { layer.z.setProduct(layer.x, times: layer.w) }
        for (index, layer) in layers.enumerated().reversed() {
          layer.g.setProduct(layer.x, times: layer.delta, transposingLeft: true)
          guard index > 0 else { continue }
          layer.upstream.setProduct(layer.delta, times: layer.w, transposingRight: true)
        }
      }
      answer("{\"seconds\": \((ContinuousClock.now - start).seconds), \"loss\": 0}")
    }
  }

  private struct Layer {
    let x: Matrix<Float>
    let w: Matrix<Float>
    let z: Matrix<Float>
    let delta: Matrix<Float>
    let g: Matrix<Float>
    let upstream: Matrix<Float>

    init(rows: Int, _ fanIn: Int, _ fanOut: Int) {
      x = Matrix(rows: rows, columns: fanIn)
      w = Matrix(rows: fanIn, columns: fanOut)
      z = Matrix(rows: rows, columns: fanOut)
      delta = Matrix(rows: rows, columns: fanOut)
      g = Matrix(rows: fanIn, columns: fanOut)
      upstream = Matrix(rows: rows, columns: fanIn)
      for matrix in [x, w, delta] { matrix.fill(0.01) }
    }
  }
}

/// One line, at once.
func answer(_ line: String) {
  print(line)
  fflush(nil)
}
