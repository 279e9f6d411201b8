import Experiments
import Networks
import RealModule
import Records
import Theory

/// Everything that labels are made from.
struct TrialFacts {
  let trial: Trial
  /// The run in the precision of the trial: only what float32 did to it is read off it.
  let run: RunRecord
  /// The same run in float64.
  let twin: RunRecord
  let measured: MeasuredFacts
  /// What was measured in the run itself.
  let own: MeasuredFacts
  let theory: TheoryFacts?
  /// nil where the initializer does not say them.
  let gains: InitialGains?
  /// What both came to.
  let outcome: Outcome
  /// How far the twin comes with a tenth and with ten times the rate and another seed, of the way to another
  /// small network; nil of runs that came far, and of those that are lost.
  let (slowerShare, fasterShare): (Double?, Double?)

  init(_ trial: Trial, record: RunRecord, twin: RunRecord, data: PreparedData) throws {
    self.trial = trial
    run = record
    self.twin = twin
    measured = MeasuredFacts(twin)
    own = MeasuredFacts(record)
    // A network into which somebody reached was not evaluated as others are.
    let peer =
      trial.fault?.intervenes == true ? nil : Peer(of: trial.configuration, on: data)
    let outcome = Outcome(run: record, twin: twin, peer: peer)
    self.outcome = outcome
    func share(rate factor: Double) throws -> Double? {
      guard let peer, outcome.learning != .learned, !outcome.isLost,
        trial.fault?.spoilsParameters != true
      else { return nil }
      var other = trial.twin
      other.learningRate *= factor
      other.seed &+= 13
      return peer.share(of: try Experiment(name: "other", configuration: other, data: data).run())
    }
    (slowerShare, fasterShare) = (try share(rate: 0.1), try share(rate: 10))
    var drawn = trial.configuration
    drawn.initialParameters = nil
    let theory = try RunTheory(drawn, on: data)
    let isSpoiled = trial.fault.map { $0.spoilsParameters || $0.intervenes } ?? false
    self.theory = isSpoiled ? nil : TheoryFacts(theory)
    gains = InitialGains(theory.design, fault: trial.fault)
  }

  var fault: PlantedFault? { trial.fault }
  var configuration: TrainingPlan { trial.configuration }

  /// Weights that are all alike are a case of their own.
  var isSymmetric: Bool {
    configuration.initializer.values.allSatisfy { $0 == "zeros" || $0.hasPrefix("constant") }
  }

  /// Whether a value of the run or of its twin left the numbers.
  var isLost: Bool { own.isLost || measured.isLost }

  /// At the first steps: what theory says, and the twin does not deny. With weights all alike, sums
  /// cancel to rounding, and the run must not deny it either.
  func start(_ theory: Label?, _ label: (MeasuredFacts, Int) -> Label) -> Label {
    let twin = Label.agreed(theory, measured.start { label(measured, $0) })
    return isSymmetric ? .agreed(twin, own.start { label(own, $0) }) : twin
  }

  /// At the last steps: what the twin says, and the run does not deny, as the two go apart where
  /// training is unstable. What a lost run did at its last is no finding of its own.
  func end(_ label: (MeasuredFacts, Int) -> Label) -> Label {
    let twin = measured.end { label(measured, $0) }
    let both = Label.agreed(twin, own.end { label(own, $0) })
    return isLost && !both.isNo ? .unknown(.other) : both
  }
}

/// What mean-field theory says of the first step, where it holds.
struct TheoryFacts {
  /// δ₁/δ_L.
  let deltaShare: Double
  /// The largest δ of a hidden layer over that of the output.
  let deltaOverOutput: Double
  /// Deviation of a in layer L over that in layer 1.
  let activationShare: Double
  /// RMS of z in layer L over that in layer 1, and in layer L.
  let growth: Double
  let lastPreactivation: Double
  /// The largest saturated share of a layer.
  let saturated: Double
  /// What a draw of this depth and width may be off by.
  let margin: Double

  /// nil where theory does not apply.
  init?(_ run: RunTheory) {
    let (theory, design) = (run.theory, run.design)
    let depth = design.depth
    // What LSUV makes of inputs of different size, theory takes from one of the mean size.
    guard run.limits.isEmpty, depth >= 2, theory.weightVariances.allSatisfy({ $0 > 0 }),
      design.initializer.name != "lsuv"
    else { return nil }
    let deltas = theory.deltaSquares.map { $0.squareRoot() }
    deltaShare = deltas[0] / deltas[depth - 1]
    deltaOverOutput = (deltas.prefix(depth).max() ?? 0) / deltas[depth]
    func deviation(_ layer: Int) -> Double {
      let moments = GaussianMoments(of: design.activation, variance: theory.variances[layer - 1])
      return max(moments.square - moments.mean * moments.mean, 0).squareRoot()
    }
    activationShare = deviation(depth) / deviation(1)
    growth = (theory.variances[depth - 1] / theory.variances[0]).squareRoot()
    lastPreactivation = theory.variances[depth - 1].squareRoot()
    saturated = theory.saturatedShares.max() ?? 0
    let width = Double(design.widths[1])
    margin = max(2, Double.exp(2 * (Double(depth) / width).squareRoot()))
  }
}
