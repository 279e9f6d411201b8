import Foundation
import Records
import Texts

/// The first line of a log that is written.
struct RunLogHeadText {
  /// The names of the places, each only once: lines name places by them.
  let names: [String]
  private let record: RunRecord

  init(_ record: RunRecord) {
    self.record = record
    var seen: Set<String> = []
    names = record.places.enumerated().map { index, place in
      let plain = place.name.isEmpty ? "place \(index + 1)" : place.name
      var (name, number) = (plain, 1)
      while !seen.insert(name).inserted {
        number += 1
        name = "\(plain)#\(number)"
      }
      return name
    }
  }

  /// The line, without its break.
  func line(startedAt: Date) -> String {
    var object: [String: JSONValue] = [
      "name": .string(record.name), "startedAt": .string(LogDate.text(startedAt)),
      "origin": origin, "facts": .object(facts),
    ]
    object["places"] = .array(record.places.indices.map(place))
    object["chains"] = .array(
      record.chains.map { chain in
        .object([
          "name": .string(chain.name), "axis": .string(chain.axis.rawValue),
          "places": .array(
            chain.places.filter(names.indices.contains).map { .string(names[$0]) }),
        ])
      })
    // Values of this program, each of which has a text.
    let rest = (try? JSONText.encode(JSONValue.object(object), pretty: false)) ?? "{}"
    return "{\"schema\":\"\(RunLog.schema)\",\(rest.dropFirst())"
  }

  private var origin: JSONValue {
    let origin = record.facts.origin
    return Self.object([
      "program": origin.program.isEmpty ? nil : .string(origin.program),
      "framework": origin.framework.map { .string($0) },
      "versions": origin.versions.isEmpty
        ? nil : .object(origin.versions.mapValues { .string($0) }),
    ])
  }

  private func place(_ index: Int) -> JSONValue {
    let place = record.places[index]
    func size(_ number: Int) -> JSONValue? { number > 0 ? .integer(Int64(number)) : nil }
    let activation =
      Self.json(place.activation)
      ?? place.activationName.map { .object(["name": .string($0)]) }
    return Self.object([
      "name": .string(names[index]), "kind": .string(place.kind.rawValue),
      "units": size(place.units), "fanIn": size(place.fanIn), "fanOut": size(place.fanOut),
      "parameters": size(place.parameters), "activation": activation,
      "norm": Self.json(place.norm), "bypass": place.bypass.map { .number($0) },
      "signal": place.hasDeltaOfInput ? .string(Place.inputSignal) : nil,
    ])
  }

  private var facts: [String: JSONValue] {
    let facts = record.facts
    func integer(_ number: Int?) -> JSONValue? { number.map { .integer(Int64($0)) } }
    func number(_ number: Double?) -> JSONValue? { number.map { .number($0) } }
    func flag(_ flag: Bool?) -> JSONValue? { flag.map { .bool($0) } }
    func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }
    let known: [String: JSONValue?] = [
      "task": text(facts.task?.rawValue), "classes": integer(facts.classes),
      "loss": facts.loss.flatMap {
        KnownNames.loss($0.name) == $0 ? .string($0.name) : Self.json($0)
      },
      "optimizer": facts.optimizer.flatMap { $0.name.isEmpty ? nil : .string($0.name) },
      "dividesByGradientSize": flag(facts.optimizer?.dividesByGradientSize),
      "momentum": number(facts.optimizer?.momentum),
      "learningRate": number(facts.learningRate),
      "schedule": text(facts.schedule), "hasConstantRate": flag(facts.hasConstantRate),
      "weightDecay": number(facts.weightDecay),
      "clipNorm": number(facts.clipNorm), "clipValue": number(facts.clipValue),
      "batchSize": integer(facts.batchSize), "reduction": text(facts.reduction),
      "precision": text(facts.precision?.name), "initializer": Self.json(facts.initializer),
      "data": Self.json(facts.data), "isStandardized": flag(facts.isStandardized),
      "plannedSteps": integer(facts.plannedSteps), "stepUnit": text(facts.stepUnit?.rawValue),
      "seed": facts.seed.map { seed in
        Int64(exactly: seed).map { .integer($0) } ?? .unsigned(seed)
      },
      "recordingTier": text(facts.recordingTier?.rawValue),
      "targetLoss": number(facts.targetLoss), "guessing": guessing,
      "reference": Self.json(facts.reference), "batchSpread": number(facts.batchSpread),
      "counterfactuals": facts.counterfactuals.isEmpty ? nil : Self.json(facts.counterfactuals),
      "oneBatch": Self.json(facts.oneBatch),
      "tried": facts.tried.isEmpty ? nil : Self.json(facts.tried),
      "dataScale": Self.json(record.dataScale),
      "probeExamples": record.probeExamples > 0 ? integer(record.probeExamples) : nil,
    ]
    return known.compactMapValues { $0 }.merging(facts.further) { known, _ in known }
  }

  private var guessing: JSONValue? {
    guard let chance = record.chance else { return nil }
    return Self.object([
      "loss": .number(chance.loss),
      "accuracy": chance.accuracy.isNaN ? nil : .number(chance.accuracy),
      "isUniform": chance.isUniform ? .bool(true) : nil,
    ])
  }

  private static func object(_ values: [String: JSONValue?]) -> JSONValue {
    .object(values.compactMapValues { $0 })
  }

  /// A value by its own keys; nil for nil.
  private static func json(_ value: (some Encodable)?) -> JSONValue? {
    guard let value, let text = try? JSONText.encode(value, pretty: false) else { return nil }
    return try? JSONText.decode(JSONValue.self, from: text)
  }
}
