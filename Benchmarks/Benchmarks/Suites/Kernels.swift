import Benchmark
import Networks
import Tensors

/// The loops over tensors, on the 4,096 values of a layer of width 64 and a batch of 64; beside each
/// activation's vectorized loop its plain twin, which calls the C library.
func addKernelBenchmarks() {
  let count = 4096
  for activation in ActivationCatalog.all {
    guard let kernel = activation.kernel else { continue }
    for measuring in [false, true] {
      Benchmark("\(activation.name), forward\(measuring ? " with sums" : "")") { benchmark in
        let tensors = Tensors(count)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          blackHole(
            Float.activate(
              kernel, tensors.z.elements, into: tensors.a.elements, count: count,
              measuring: measuring))
        }
      }
      Benchmark("\(activation.name), backward\(measuring ? " with sums" : "")") { benchmark in
        let tensors = Tensors(count)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          blackHole(
            Float.backpropagate(
              kernel, tensors.g.elements, z: tensors.z.elements, a: tensors.a.elements,
              shortcut: nil, into: tensors.delta.elements, count: count, measuring: measuring))
        }
      }
    }
    Benchmark("\(activation.name), forward, plain") { benchmark in
      let tensors = Tensors(count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        activation.apply(tensors.z.elements, into: tensors.a.elements, count: count)
      }
    }
  }
  Benchmark("sums") { benchmark in
    let tensors = Tensors(count)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(Float.sums(tensors.z.elements, count: count))
    }
  }
  Benchmark("histogram of exponents") { benchmark in
    let tensors = Tensors(count)
    let counts = ExponentCounts<Float>()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { counts.count(tensors.z) }
  }
  Benchmark("product 64 × 64 × 64") { benchmark in
    let tensors = Tensors(count)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { tensors.delta.setProduct(tensors.z, times: tensors.g) }
  }
}

/// Matrices of 64 columns.
private struct Tensors {
  let z: Matrix<Float>
  let a: Matrix<Float>
  let g: Matrix<Float>
  let delta: Matrix<Float>

  init(_ count: Int) {
    var generator = SeededGenerator(seed: 1)
    func draw() -> Matrix<Float> {
      let matrix = Matrix<Float>(rows: count / 64, columns: 64)
      for i in 0..<count { matrix.elements[i] = Float(generator.nextNormal()) }
      return matrix
    }
    (z, a, g, delta) = (draw(), draw(), draw(), draw())
  }
}
