import Networks
import Tensors
import Testing

/// Every loss on every output activation against numbers of 60 digits, and its δ against central
/// differences.
@Suite struct LossOracleTests {
  /// Both sides compute in Double; 1 − q of a prediction near 1 is good to 2⁻⁵³/(1 − q), which is 1e-9
  /// where clipping begins.
  private let tolerance = 2e-9

  /// What δ may be off by where p was rounded before ℓ saw it, a unit of 1, which the forms on logits
  /// do without.
  private func rounding(_ loss: any Loss) -> Double {
    loss is CategoricalCrossEntropy || loss is BinaryCrossEntropy ? 0 : 0x1p-51
  }

  @Test func coversEveryPair() throws {
    let cases = try LossOracle.load()
    for form in LossCatalog.all {
      let own = cases.filter { $0.loss == form.name }
      #expect(Set(own.map(\.output)) == Set(OutputActivation.allCases.map(\.rawValue)))
      let kinds = Set(own.map(\.kind))
      for (kind, prediction) in [
        ("classes", Prediction.classes(2)), ("values", .values(3)), ("flags", .flags(3)),
      ] { #expect(kinds.contains(kind) == form.serves(prediction), "\(form.name), \(kind)") }
    }
  }

  @Test(arguments: try LossOracle.load())
  func lossAndDeltaOfEachExample(_ oracle: LossOracle) throws {
    let loss = try oracle.make()
    for r in oracle.losses.indices {
      let delta = Matrix<Double>(rows: 1, columns: oracle.outputs[r].count)
      let outcome = loss.evaluate(
        Matrix([oracle.outputs[r]]), against: oracle.targets(r..<r + 1, in: Double.self),
        delta: delta)
      #expect(
        abs(outcome.loss - oracle.losses[r]) <= tolerance * max(oracle.losses[r], 1e-3), "row \(r)")
      let size = oracle.deltas[r].reduce(0) { max($0, $1.magnitude) }
      for (mine, theirs) in zip(delta.rowArrays[0], oracle.deltas[r]) {
        #expect(
          abs(mine - theirs) <= tolerance * size + rounding(loss),
          "row \(r): \(mine), not \(theirs)")
      }
    }
  }

  @Test(arguments: try LossOracle.load())
  func aBatchIsTheSumOfItsExamples(_ oracle: LossOracle) throws {
    let loss = try oracle.make()
    let rows = 0..<oracle.losses.count
    let outcome = loss.evaluate(
      Matrix(oracle.outputs), against: oracle.targets(rows, in: Double.self), delta: nil)
    let sum = oracle.losses.reduce(0, +)
    #expect(abs(outcome.lossSum - sum) <= tolerance * max(sum, 1e-3))
    #expect(outcome.correct == oracle.correct)
    #expect(outcome.count == rows.count)
    let guessing = loss.lossOfGuessing(oracle.targets(rows, in: Double.self))
    #expect(abs(guessing - oracle.guessing) <= tolerance * max(oracle.guessing, 1e-3))
  }

  /// In float32 the outputs are the same numbers; what is computed of them is good to some 2⁻²³ of
  /// the largest δ.
  @Test(arguments: try LossOracle.load())
  func floatAgrees(_ oracle: LossOracle) throws {
    let loss = try oracle.make()
    let rows = 0..<oracle.losses.count
    let outputs = Matrix<Float>(oracle.outputs.map { $0.map { Float($0) } })
    let delta = Matrix<Float>(rows: rows.count, columns: outputs.columns)
    let outcome = loss.evaluate(
      outputs, against: oracle.targets(rows, in: Float.self), delta: delta)
    let sum = oracle.losses.reduce(0, +)
    #expect(abs(outcome.lossSum - sum) <= 1e-5 * max(sum, 1))
    for r in rows {
      let size = oracle.deltas[r].reduce(0) { max($0, $1.magnitude) }
      for (mine, theirs) in zip(delta.rowArrays[r], oracle.deltas[r]) {
        let allowed = 1e-6 * size + rounding(loss) + 1e-37
        #expect(abs(Double(mine) - theirs) <= allowed, "row \(r): \(mine), not \(theirs)")
      }
    }
  }

  @Test(arguments: try LossOracle.load())
  func predictionsAreWhatTheOutputActivationMakes(_ oracle: LossOracle) throws {
    let output = try oracle.make().output
    #expect(output.rawValue == oracle.output)
    let outputs = Matrix<Double>(oracle.outputs)
    let predictions = Matrix<Double>(rows: outputs.rows, columns: outputs.columns)
    output.apply(outputs, into: predictions)
    for (mine, theirs) in zip(predictions.rowArrays.joined(), oracle.predictions.joined()) {
      // Some units of 2⁻⁵².
      #expect(abs(mine - theirs) <= 1e-14 * theirs.magnitude)
    }
  }

  /// ∂(loss of the example)/∂o by differences of fourth order, where no step crosses from one piece
  /// of the loss to another.
  @Test(arguments: try LossOracle.load())
  func deltaIsTheDerivativeOfTheLoss(_ oracle: LossOracle) throws {
    let loss = try oracle.make()
    let h = 1e-4
    var compared = 0
    // The sure rows are left to the oracle: their losses bend more than h resolves.
    for r in 0..<6 {
      let targets = oracle.targets(r..<r + 1, in: Double.self)
      let outputs = Matrix<Double>([oracle.outputs[r]])
      let delta = Matrix<Double>(rows: 1, columns: outputs.columns)
      _ = loss.evaluate(outputs, against: targets, delta: delta)
      let pieces = loss.pieces(outputs, against: targets)
      for k in 0..<outputs.columns {
        var crossed = false
        func value(at offset: Double) -> Double {
          outputs[0, k] = oracle.outputs[r][k] + offset
          if loss.pieces(outputs, against: targets) != pieces { crossed = true }
          return loss.evaluate(outputs, against: targets, delta: nil).loss
        }
        let near = value(at: h) - value(at: -h)
        let far = value(at: 2 * h) - value(at: -2 * h)
        outputs[0, k] = oracle.outputs[r][k]
        guard !crossed else { continue }
        // Rounding of a loss near 10 over h is 1e-11.
        let difference = (8 * near - far) / (12 * h)
        #expect(abs(difference - delta[0, k]) < 1e-7 * max(abs(delta[0, k]), 1), "row \(r)")
        compared += 1
      }
    }
    #expect(compared >= 6)
  }
}
