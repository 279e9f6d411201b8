import Diagnosis
import Foundation
import Records

@testable import Reports

/// Small records as other programs write them: what they did not measure is absent.
enum ForeignRuns {
  /// Numbers of a place at a step; those that are not set are not measured.
  private typealias Numbers = [Quantity: Double]

  /// Every kind of record that pictures and texts must bear.
  static var all: [JudgedRun] {
    [lstm(), transformer, unknownActivation, named, withoutSignals, withoutChains].map {
      JudgedRun($0)
    }
  }

  /// An LSTM over so many time steps: δ loses the factor a step going back, and the loss is known.
  static func lstm(steps: Int = 60, factor: Double = 0.63, name: String = "lstm-adding")
    -> RunRecord
  {
    var places = (1...steps).map {
      Place(name: "lstm.t\($0)", kind: .recurrent, units: 128)
    }
    places.append(
      Place(name: "lstm", kind: .recurrent, units: 128, fanIn: 144, fanOut: 512, parameters: 74_240)
    )
    places.append(Place(name: "head", kind: .output, fanIn: 128, fanOut: 10))
    var record = record(
      name, places, [Chain(name: "lstm", axis: .time, places: Array(0..<steps))]
    ) { _, place in
      if place < steps {
        return [
          .deltaRMS: 0.02 * pow(factor, Double(steps - 1 - place)),
          .activationRMS: 0.3 * (1 - pow(0.8, Double(place + 1))), .forgetGateMean: 0.5,
        ]
      }
      return [.deltaRMS: 0.3, .weightGradientNorm: 0.01, .weightNorm: 11, .updateRatio: 1e-3]
    }
    record.facts.classes = 10
    record.facts.task = .classification
    record.chance = Chance(classCounts: Array(repeating: 10, count: 10))
    return record
  }

  /// Two blocks and the queries in them: two chains.
  static var transformer: RunRecord {
    let places = [
      Place(name: "embedding", kind: .embedding, units: 64, parameters: 6_400),
      Place(name: "encoder.0.attention.query", kind: .attention, fanIn: 64, fanOut: 64),
      Place(name: "encoder.0", kind: .block, units: 64),
      Place(name: "encoder.1.attention.query", kind: .attention, fanIn: 64, fanOut: 64),
      Place(name: "encoder.1", kind: .block, units: 64),
      Place(name: "head", kind: .output, fanIn: 64, fanOut: 100),
    ]
    var record = record(
      "transformer", places,
      [Chain(name: "blocks", places: [2, 4]), Chain(name: "queries", places: [1, 3])]
    ) { _, place in
      var numbers: Numbers = [.deltaRMS: [1.1, 0.4, 1.0, 0.3, 0.8, 0.6][place] * 1e-2]
      numbers[.activationRMS] = [1, 0.9, 1.3, 0.95, 1.6, 2][place]
      if places[place].hasWeights {
        (numbers[.weightGradientNorm], numbers[.weightNorm]) = (0.1, 8)
      }
      if places[place].kind == .attention { numbers[.attentionEntropy] = 0.9 }
      return numbers
    }
    record.facts.optimizer = OptimizerFacts(name: "AdamW", dividesByGradientSize: true)
    return record
  }

  /// A network whose φ nobody said, with δ that vanishes over eight layers.
  static var unknownActivation: RunRecord {
    let places = (0..<9).map {
      Place(name: "net.\(2 * $0)", kind: $0 == 8 ? .output : .dense, fanIn: 32, fanOut: 32)
    }
    return record("mystery", places, [Chain(name: "net", places: Array(0..<8))]) { _, place in
      [.deltaRMS: 0.1 * pow(0.3, Double(7 - min(place, 7))), .weightNorm: 5, .updateRatio: 1e-4]
    }
  }

  /// Places whose names say more than numbers.
  static var named: RunRecord {
    let names = ["stem", "layer1", "layer2", "layer3", "layer4", "neck"]
    var places = names.enumerated().map { index, name in
      Place(name: "resnet.\(name)", kind: .convolution, fanIn: 9 << index, fanOut: 16 << index)
    }
    places.append(Place(name: "resnet.fc", kind: .output, fanIn: 512, fanOut: 1000))
    return record(
      "resnet", places, [Chain(name: "convolutions", places: Array(0..<6))]
    ) { _, place in
      [.deltaRMS: 0.01 * pow(1.2, Double(6 - place)), .activationRMS: 1, .activationStd: 0.8]
    }
  }

  /// A network so deep that no list of its places is read to its end; every tenth is a norm without weights.
  static func deep(places count: Int, factor: Double = 0.99) -> RunRecord {
    let places = (0..<count).map { index in
      Place(
        name: "model.stages.\(index / 10).\(index % 10)",
        kind: index == count - 1 ? .output : index % 10 == 9 ? .normalization : .dense,
        units: 256, fanIn: 256, fanOut: 256, parameters: index % 10 == 9 ? 512 : 65_792)
    }
    return record(
      "deep", places, [Chain(name: "stages", places: Array(0..<count - 1))], steps: 5
    ) { _, place in
      [
        .deltaRMS: 0.01 * pow(factor, Double(count - 1 - place)), .activationRMS: 1,
        .weightGradientNorm: 0.1, .weightNorm: 16, .updateRatio: 1e-3,
      ]
    }
  }

  /// A chain of which only weights were watched.
  static var withoutSignals: RunRecord {
    let places = (0..<4).map {
      Place(name: "mlp.\($0)", kind: $0 == 3 ? .output : .dense, fanIn: 16, fanOut: 16)
    }
    var record = record("weights-only", places, [.hiddenLayers(3)]) { _, _ in
      [.weightGradientNorm: 0.1, .weightNorm: 4]
    }
    record.curves = Curves()
    return record
  }

  /// Places that nobody put in order, with JAX.
  static var withoutChains: RunRecord {
    let places = ["actor", "critic"].map { Place(name: $0, fanIn: 8, fanOut: 8) }
    var record = record("two-heads", places, []) { _, _ in [.deltaRMS: 0.1, .weightNorm: 3] }
    record.facts.origin = Origin(program: "gradscope_recorder", framework: "JAX")
    return record
  }

  /// A record of so many steps, measured at each, with a loss that falls and no accuracy.
  private static func record(
    _ name: String, _ places: [Place], _ chains: [Chain], steps: Int = 50,
    _ numbers: (_ step: Int, _ place: Int) -> Numbers
  ) -> RunRecord {
    var facts = RunFacts()
    facts.origin = Origin(
      program: "gradscope_recorder", framework: "PyTorch", versions: ["torch": "2.13.0"])
    facts.loss = LossFacts(name: "cross-entropy", kind: .logLikelihood, isOverClasses: true)
    facts.optimizer = OptimizerFacts(name: "Adam", dividesByGradientSize: true)
    (facts.learningRate, facts.batchSize, facts.plannedSteps) = (1e-3, 32, steps)
    facts.precision = Precision("float32")
    var record = RunRecord(name: name, facts: facts, places: places, chains: chains)
    for step in 0...steps {
      record.curves.append(
        step: step, loss: 2.3 * exp(-Double(step) / 40), accuracy: .nan, gradientNorm: 1,
        learningRate: 1e-3)
      record.history.append(step: step)
      for place in places.indices {
        var statistics = PlaceStatistics()
        for (quantity, value) in numbers(step, place) { statistics[quantity] = value }
        record.history[step, place: place] = statistics
      }
    }
    return record
  }
}
