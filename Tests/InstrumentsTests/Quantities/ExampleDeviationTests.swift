import Foundation
import Networks
import Records
import Tensors
import Testing

@testable import Instruments

/// How far activations tell examples apart: against exact fractions made outside
/// (`Oracle/make_example_deviation.py`), and against the definition in Double.
@Suite struct ExampleDeviationTests {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let precision: String
    let rows: Int
    let columns: Int
    let values: [Double]
    let expected: Double
    let together: Double
    var description: String { "\(name), \(precision)" }

    static func load() throws -> [Case] {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Oracle/example_deviation.json")
      return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }

    func matrix<Scalar: RealScalar>(_ type: Scalar.Type) -> Matrix<Scalar> {
      let matrix = Matrix<Scalar>(rows: rows, columns: columns)
      for index in values.indices { matrix.elements[index] = Scalar(values[index]) }
      return matrix
    }
  }

  private func deviation<Scalar: RealScalar>(_ a: Matrix<Scalar>) -> Double {
    ExampleDeviation.deviation(a)
  }

  @Test(arguments: try Case.load())
  func isThatOfExactFractions(_ oracle: Case) {
    let measured =
      oracle.precision == "float32"
      ? deviation(oracle.matrix(Float.self))
      : deviation(oracle.matrix(Double.self))
    #expect(abs(measured - oracle.expected) <= 1e-12 * oracle.expected)
  }

  /// The deviation over everything looks intact where examples are all alike.
  @Test func deviationsBetweenUnitsAreLeftOut() throws {
    let oracle = try #require(try Case.load().first { $0.name == "near 1/2, 1e-9 apart" })
    #expect(oracle.together > 0.02 && oracle.expected < 2e-9)
  }

  /// The definition, in two passes and in Double.
  @Test(arguments: [(2, 1), (3, 15), (8, 16), (33, 17), (64, 64)])
  func isThatOfItsDefinition(_ rows: Int, _ columns: Int) {
    var generator = SeededGenerator(seed: 3)
    let a = Matrix<Float>(rows: rows, columns: columns)
    for index in 0..<a.count {
      a.elements[index] = Float(0.5 + 1e-3 * (generator.nextUniform() - 0.5))
    }
    var sum = 0.0
    for column in 0..<columns {
      let values = (0..<rows).map { Double(a.elements[$0 * columns + column]) }
      let mean = values.reduce(0, +) / Double(rows)
      sum += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)
    }
    let expected = (sum / Double(columns)).squareRoot()
    #expect(abs(deviation(a) - expected) <= 1e-11 * expected)
  }

  /// Exactly 0, and no rounding of the mean's size, whatever the values are.
  @Test(arguments: [0.1, 0.5, 1, 3e7, 2e-38] as [Float])
  func whatIsEqualForAllExamplesIsZero(_ value: Float) {
    let a = Matrix<Float>(rows: 33, columns: 19)
    for index in 0..<a.count { a.elements[index] = value * Float(index % 19 + 1) }
    #expect(deviation(a) == 0)
  }

  @Test func oneExampleHasNone() {
    #expect(deviation(Matrix<Float>([[1, 2, 3]])).isNaN)
    #expect(deviation(Matrix<Double>([[1, 2, 3]])).isNaN)
  }

  @Test(arguments: [0, 1, 5]) func whatIsNotFiniteIsNaN(_ row: Int) {
    for bad in [Double.nan, .infinity, -.infinity] {
      let wide = Matrix<Double>(rows: 6, columns: 19)
      let narrow = Matrix<Float>(rows: 6, columns: 19)
      for column in [2, 18] {
        wide.elements[row * 19 + column] = bad
        narrow.elements[row * 19 + column] = Float(bad)
      }
      #expect(deviation(wide).isNaN)
      #expect(deviation(narrow).isNaN)
    }
  }

  /// A batch of one example: not measured, which is not 0.
  @Test func aBatchOfOneIsNotMeasured() throws {
    for (batch, isMeasured) in [(1, false), (4, true)] {
      var generator = SeededGenerator(seed: 5)
      let network = Network<Float>(
        inputs: 2, depth: 2, width: 4, outputs: 2,
        activation: try #require(ActivationCatalog.named("tanh")),
        initializer: FanScaled.lecun(.normal), using: &generator)
      let examples = Examples(
        features: Matrix<Float>([[0, 1], [1, 0], [1, 1], [0, 0]]), labels: [0, 1, 0, 1])
      let loss = try #require(CategoricalCrossEntropy(predicting: .classes(2)))
      let rule = UpdateRule.descent(0.1)
      let recorder = Recorder("", of: network, on: examples, loss: loss, rule: rule, steps: 2)
      var trainer = try Trainer(
        network: network, examples: examples, loss: loss, rule: rule,
        sampler: BatchSampler(
          count: 4, batchSize: batch, generator: SeededGenerator(seed: 0)))
      _ = trainer.run(steps: 2, observer: recorder)
      let history = recorder.record.history
      for entry in 0..<history.count {
        for place in 0..<3 {
          let value = history[entry, place: place][.activationExampleStd]
          #expect((value.map { $0 > 0 } ?? false) == isMeasured)
        }
      }
    }
  }

  /// Of the steps that a time point spans the first one has it, and so has the last step of all: every time
  /// point has one number, no range.
  @Test func everyTimePointHasThatOfItsFirstStep() throws {
    let record = try Toy(activation: Tanh()).record(steps: 400)
    let history = record.history
    #expect(history.count < 300)
    for index in history.statistics.indices {
      let deviation = try #require(history.statistics[index][.activationExampleStd])
      #expect(deviation > 0)
      #expect(history.smallest[index][.activationExampleStd] == deviation)
      #expect(history.largest[index][.activationExampleStd] == deviation)
    }
  }
}
