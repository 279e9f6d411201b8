import Networks

/// A perceptron that learns a gate, watched after every update and every pass.
struct GateRun: Sendable {
  /// One change of the weights.
  struct Update: Sendable {
    let pass: Int
    /// Its place in `Gate.inputs`.
    let example: Int
    let after: Perceptron<Double>
  }
  /// What a pass through the four examples left.
  struct Pass: Sendable {
    let neuron: Perceptron<Double>
    /// The examples that are answered wrongly with the weights held still.
    let wrong: [Int]
  }

  let gate: Gate
  /// What the library says of the whole.
  let outcome: PerceptronOutcome<Double>
  let updates: [Update]
  /// After each pass; passes go on after one without a mistake, where they change nothing.
  let passes: [Pass]

  /// Learns the gate from these first weights.
  ///
  /// - Throws: `PerceptronError` for a learning rate that is not above 0.
  init(
    _ gate: Gate, from start: Perceptron<Double>, learningRate: Double, passes count: Int
  ) throws(PerceptronError) {
    self.gate = gate
    var whole = start
    outcome = try whole.learn(
      Gate.inputs, labels: gate.labels, learningRate: learningRate, epochs: count)
    var neuron = start
    var (updates, passes): ([Update], [Pass]) = ([], [])
    for pass in 1...max(count, 1) {
      for example in Gate.inputs.indices {
        let step = try neuron.learn(
          [Gate.inputs[example]], labels: [gate.labels[example]], learningRate: learningRate,
          epochs: 1)
        guard step.mistakes > 0 else { continue }
        updates.append(Update(pass: pass, example: example, after: neuron))
      }
      var wrong: [Int] = []
      for example in Gate.inputs.indices
      where (try neuron.preactivation(Gate.inputs[example]) > 0) != (gate.labels[example] == 1) {
        wrong.append(example)
      }
      passes.append(Pass(neuron: neuron, wrong: wrong))
    }
    self.updates = updates
    self.passes = passes
  }

  /// Two passes after which the weights were the same to the last bit, though not all was right: what came
  /// between them comes again for ever. nil where there are none.
  var cycle: (first: Int, again: Int)? {
    guard !outcome.converged else { return nil }
    var seen: [[Double]: Int] = [:]
    for (index, pass) in passes.enumerated() {
      let state = pass.neuron.weights + [pass.neuron.bias]
      if let first = seen[state] { return (first + 1, index + 1) }
      seen[state] = index
    }
    return nil
  }
}
