import Tensors

/// Loss of an example = ℓ(p, y) with p = f(o): any output activation f under any loss ℓ of
/// predictions; δ = Jᵀ·∂ℓ/∂p, J = ∂p/∂o.
///
/// Two classes with a single output have y ∈ {0, 1}; otherwise the answer of class c is 1_c. An
/// example of classes is right where its largest prediction (the first of equal ones) is that of its
/// class; with a single output, and for flags, where p > ½ says the same as y.
///
/// Pairs that have a form of their own, in which nothing cancels or overflows, are not computed here:
/// softmax with cross-entropy, sigmoid with binary cross-entropy, squared errors.
struct OutputLoss: Loss {
  /// ℓ.
  let loss: any PredictionLoss
  let output: OutputActivation
  let prediction: Prediction
  let outputCount: Int

  /// ℓ of the predictions that f makes of `outputCount` outputs, which fit the prediction.
  init(
    _ loss: some PredictionLoss, of output: OutputActivation, predicting prediction: Prediction,
    outputCount: Int
  ) {
    self.loss = loss
    self.output = output
    self.prediction = prediction
    self.outputCount = outputCount
  }

  var name: String { loss.name }
  var averagedOutputs: Int { loss.isMeanOverOutputs ? outputCount : 1 }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func evaluate<Scalar: RealScalar>(
    _ outputs: Matrix<Scalar>, against targets: Targets<Scalar>, delta: Matrix<Scalar>?
  ) -> LossOutcome {
    var outcome = LossOutcome(prediction)
    delta?.useRows(outputs.rows)
    guard outputs.columns == outputCount, let rows = answerCount(targets) else {
      outcome.lossSum = .nan
      return outcome
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * outputCount) { memory in
      guard let row = OutputRow(memory, width: outputCount) else { return }
      for r in 0..<min(outputs.rows, rows) {
        outcome.count += 1
        row.load(outputs.elements + r * outputCount)
        guard load(targets, r, into: row) else {
          outcome.lossSum = .nan
          if let delta { for k in 0..<outputCount { delta[r, k] = .nan } }
          continue
        }
        output.predict(row.o, into: row.p, count: outputCount)
        outcome.lossSum += loss.evaluate(
          row.p, against: row.y, count: outputCount, gradient: delta == nil ? nil : row.g)
        if outcome.correct != nil { outcome.correct? += hits(row) }
        guard let delta else { continue }
        output.pullBack(row.g, outputs: row.o, predictions: row.p, count: outputCount)
        for k in 0..<outputCount { delta.elements[r * outputCount + k] = Scalar(row.g[k]) }
      }
    }
    return outcome
  }

  func pieces(_ outputs: Matrix<Double>, against targets: Targets<Double>) -> [Int8] {
    var pieces: [Int8] = []
    guard outputs.columns == outputCount, let rows = answerCount(targets) else { return pieces }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * outputCount) { memory in
      guard let row = OutputRow(memory, width: outputCount) else { return }
      for r in 0..<min(outputs.rows, rows) {
        row.load(outputs.elements + r * outputCount)
        guard load(targets, r, into: row) else { continue }
        output.predict(row.o, into: row.p, count: outputCount)
        loss.addPieces(row.p, against: row.y, count: outputCount, to: &pieces)
        guard output == .relu else { continue }
        for k in 0..<outputCount { pieces.append(row.o[k] > 0 ? 1 : 0) }
      }
    }
    return pieces
  }

  /// Each output on its own by the best constant prediction, whether or not the output activation
  /// can say it.
  func lossOfGuessing(_ targets: Targets<Double>) -> Double {
    let columns: [AnswerShares]
    switch prediction {
    case .classes(let count):
      let shares = targets.classShares(count)
      columns = (outputCount == 1 ? [shares[1]] : shares).map { AnswerShares(ones: $0) }
    case .values, .flags:
      guard let values = targets.values, values.columns == outputCount else { return .nan }
      columns = (0..<outputCount).map { column in
        AnswerShares((0..<values.rows).map { values[$0, column] })
      }
    }
    return columns.reduce(0) { $0 + loss.costOfGuessing($1) } / Double(averagedOutputs)
  }

  /// Examples that have an answer; nil where the answers are of another kind.
  private func answerCount<Scalar: RealScalar>(_ targets: Targets<Scalar>) -> Int? {
    if case .classes = prediction { return targets.labels.count }
    guard let values = targets.values, values.columns == outputCount else { return nil }
    return values.rows
  }

  /// Puts the right answer of example r into the row; false for a label that is no class.
  @inline(__always)
  private func load<Scalar: RealScalar>(
    _ targets: Targets<Scalar>, _ r: Int, into row: OutputRow
  ) -> Bool {
    guard case .classes(let classes) = prediction else {
      guard let values = targets.values else { return false }
      for k in 0..<outputCount { row.y[k] = Double(values.elements[r * outputCount + k]) }
      return true
    }
    let label = targets.labels[r]
    guard label >= 0, label < classes else { return false }
    if outputCount == 1 {
      row.y[0] = Double(label)
    } else {
      for k in 0..<outputCount { row.y[k] = k == label ? 1 : 0 }
    }
    return true
  }

  /// Right answers of an example: 0 or 1 for classes, up to K for flags.
  private func hits(_ row: OutputRow) -> Int {
    if outputCount > 1, case .classes = prediction {
      var best = 0
      for k in 0..<outputCount {
        if row.p[k].isNaN { return 0 }
        if row.p[k] > row.p[best] { best = k }
      }
      return row.y[best] == 1 ? 1 : 0
    }
    var hits = 0
    for k in 0..<outputCount where !row.p[k].isNaN && (row.p[k] > 0.5) == (row.y[k] > 0.5) {
      hits += 1
    }
    return hits
  }
}

/// Memory for one example: outputs, predictions, answers, gradient.
private struct OutputRow {
  let o, p, y, g: UnsafeMutablePointer<Double>
  let width: Int

  init?(_ memory: UnsafeMutableBufferPointer<Double>, width: Int) {
    guard let start = memory.baseAddress, memory.count >= 4 * width else { return nil }
    (o, p, y, g) = (start, start + width, start + 2 * width, start + 3 * width)
    self.width = width
  }

  @inline(__always)
  func load<Scalar: RealScalar>(_ outputs: UnsafePointer<Scalar>) {
    for k in 0..<width { o[k] = Double(outputs[k]) }
  }
}
