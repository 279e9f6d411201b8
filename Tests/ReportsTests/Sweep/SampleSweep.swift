import Records

/// A sweep whose cells learn below a border of six depth scales.
enum SampleSweep {
  /// Depth upward against σw², with the theory of a parabola that is infinite at 2.
  static func make(
    gains: [Double] = (0...20).map { 1 + Double($0) / 10 },
    depths: [Double] = (1...16).map { 6 * Double($0) }, multiple: Double = 9,
    open: Int = 0, diverges: Bool = true
  ) -> SweepRecord {
    var facts = RunFacts()
    facts.task = .classification
    facts.data = DatasetSummary(name: "digits", examples: 1797, features: 64, classes: 10)
    facts.optimizer = OptimizerFacts(name: "sgd", dividesByGradientSize: false)
    (facts.learningRate, facts.batchSize, facts.plannedSteps, facts.seed) = (0.05, 64, 1000, 1)
    let network = NetworkSummary(
      widths: [64, 64], activations: ["tanh", "tanh"], initializer: "fan-in:1.0", biasStd: 0.2236)
    var sweep = SweepRecord(
      x: SweepAxis(.gain, gains), y: SweepAxis(.depth, depths), facts: facts, network: network)
    func point(_ gain: Double) -> SweepTheory.Point {
      let chi = 1 + (gain - 2) / 4
      return SweepTheory.Point(value: gain, chi: chi, depthScale: 1 / abs(gain - 2))
    }
    sweep.theory = SweepTheory(
      along: .gain, points: gains.map(point), curve: gains.map(point), critical: 2)
    for (row, depth) in depths.enumerated() {
      for (column, gain) in gains.enumerated() where row * gains.count + column >= open {
        let learned = depth <= multiple * point(gain).depthScale
        sweep.cells[row][column] = cell(
          accuracy: learned ? 0.95 : 0.1,
          status: diverges && !learned && gain > 2 ? .diverged : .completed)
      }
    }
    return sweep
  }

  /// A cell of this accuracy on ten classes.
  static func cell(accuracy: Double, status: RunStatus = .completed) -> SweepCell {
    var evaluation = Evaluation()
    evaluation.trainingExamples = 1437
    evaluation.validationExamples = 360
    evaluation.validationAccuracy = accuracy
    evaluation.trainingAccuracy = accuracy
    evaluation.finalLoss = status == .diverged ? .nan : 2.3 * (1 - accuracy)
    evaluation.validationLoss = evaluation.finalLoss
    return SweepCell(
      status: status, verdict: accuracy > 0.5 ? "healthy" : "vanishing-gradient",
      evaluation: evaluation, chance: Chance(loss: 2.3026, accuracy: 0.1), run: 7)
  }
}
