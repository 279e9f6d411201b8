import Foundation
import Records

/// Small records for the examples of rules and for tests: a network whose δ and activations follow
/// a given law, with a loss that falls or stays.
public enum ExampleRecord {
  /// A record of `depth` hidden layers and `steps` updates.
  ///
  /// - Parameters:
  ///   - deltaFactor: factor per layer of δ going back.
  ///   - finalLoss: the loss falls to this in a straight line from chance.
  ///   - silent: silent units in every hidden layer at a step; nil for an activation without.
  ///   - edit: changes the statistics of (step, layer), layers numbered from 1.
  public static func make(
    depth: Int = 10, width: Int = 64, steps: Int = 200, activation: String = "tanh",
    deltaFactor: Double = 1, finalLoss: Double = 0.1, status: RunStatus = .completed,
    edit: (_ step: Int, _ layer: Int, _ statistics: inout PlaceStatistics) -> Void = {
      _, _, _ in
    },
    silent: ((_ step: Int) -> Int)? = nil
  ) -> RunRecord {
    let places = (0...depth).map { index in
      Place(
        name: "layers.\(index)", kind: index == depth ? .output : .dense, fanIn: width,
        fanOut: index == depth ? 10 : width,
        activation: index == depth ? nil : facts(activation))
    }
    var record = RunRecord(
      name: "example", facts: facts(steps: steps, activation: activation), places: places,
      chains: [.hiddenLayers(depth)],
      chance: Chance(classCounts: Array(repeating: 10, count: 10)))
    record.status = status
    let chance = record.chance?.loss ?? .nan
    let everyStep = QuantitySet.everyStep.quantities
    for step in 0...steps {
      let progress = Double(step) / Double(max(steps, 1))
      record.curves.append(
        step: step, loss: chance + (finalLoss - chance) * progress, accuracy: progress,
        gradientNorm: 1)
      record.history.append(step: step)
      for index in places.indices {
        var statistics = PlaceStatistics()
        for quantity in everyStep { statistics[known: quantity] = 0 }
        statistics[.activationExampleStd] = nil
        let back = Double(depth - min(index + 1, depth))
        statistics.deltaRMS = 0.1 * pow(deltaFactor, back)
        statistics.weightGradientNorm = statistics.deltaRMS
        statistics.weightNorm = Double(width).squareRoot()
        statistics.activationRMS = 0.5
        statistics.activationStd = 0.5
        statistics.updateRatio = 1e-3
        statistics.derivativeRMS = min(deltaFactor, 1)
        edit(step, index + 1, &statistics)
        // Where nothing else is said, units do not differ: all of the deviation is over examples.
        statistics[.activationExampleStd] =
          statistics[.activationExampleStd] ?? statistics[.activationStd]
        record.history[step, place: index] = statistics
      }
      if let silent, step % 20 == 0 || step == steps {
        record.probes.append(
          ProbeCheckpoint(
            step: step, silentUnits: Array(repeating: silent(step), count: depth)))
      }
    }
    record.evaluation.initialLoss = chance
    record.evaluation.finalLoss = finalLoss
    record.evaluation.trainingAccuracy = finalLoss < chance / 2 ? 0.97 : 0.1
    record.evaluation.validationAccuracy = record.evaluation.trainingAccuracy
    record.evaluation.validationLoss = finalLoss
    return record
  }

  /// What a record of this program says beside its numbers.
  private static func facts(steps: Int, activation: String) -> RunFacts {
    var facts = RunFacts()
    facts.origin = .gradscope
    facts.task = .classification
    facts.loss = LossFacts(name: "cross-entropy", kind: .logLikelihood, isOverClasses: true)
    facts.optimizer = OptimizerFacts(name: "sgd", dividesByGradientSize: false)
    facts.learningRate = 0.05
    facts.hasConstantRate = true
    facts.weightDecay = 0
    facts.batchSize = 64
    facts.precision = Precision("float32")
    facts.initializer = InitializerFacts(name: "he-normal", isMatching: activation == "relu")
    facts.isStandardized = true
    facts.plannedSteps = steps
    return facts
  }

  /// What a record says of the activations that examples have.
  private static func facts(_ name: String) -> ActivationFacts {
    let isReLU = name == "relu"
    return ActivationFacts(
      name: name, matchingInitializer: isReLU ? "he-normal" : "xavier-normal",
      matchingGain: isReLU ? 2.0.squareRoot() : 1,
      maximumDerivative: name == "sigmoid" ? 0.25 : 1,
      attainableSlope: name == "sigmoid" ? 0.25 : isReLU ? 0.5.squareRoot() : 1, saturates: !isReLU,
      canGoSilent: isReLU)
  }
}
