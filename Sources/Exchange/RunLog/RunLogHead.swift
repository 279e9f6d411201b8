import Foundation
import Records

/// The first line of a log: where it comes from, what is known, what is measured.
struct RunLogHead {
  /// The name of the run; nil where the log has none.
  let name: String?
  let startedAt: Date?
  let facts: RunLogFacts
  let places: [Place]
  let chains: [Chain]
  /// The index of each place by its name.
  let indices: [String: Int]

  /// Reads the first line.
  ///
  /// - Parameter activation: the facts about an activation of this name; nil for one that is not known.
  /// - Throws: `LineFault` where it is no first line of this version, or a value of it is wrong.
  init(
    _ fields: JSONFields, activation: (String) -> ActivationFacts?
  ) throws(LineFault) {
    guard let schema = try fields.text("schema"), schema.hasPrefix(RunLog.anySchema) else {
      throw fields.fault(
        "schema", "\"\(RunLog.schema)\", with which a run log begins", fields["schema"],
        "write it, or name another file")
    }
    guard schema == RunLog.schema else {
      throw fields.fault(
        "schema", "\"\(RunLog.schema)\"", fields["schema"],
        "a later version of this program may read it")
    }
    let origin = try fields.object("origin").map(Self.origin) ?? Origin()
    name = try fields.text("name").flatMap { $0.isEmpty ? nil : $0 }
    startedAt = try fields.text("startedAt").flatMap(LogDate.date)
    facts = try RunLogFacts(try fields.object("facts") ?? JSONFields([:]), origin: origin)
    (places, indices) = try Self.places(fields, activation)
    chains = try Self.chains(fields, indices)
  }

  private static func origin(_ fields: JSONFields) throws(LineFault) -> Origin {
    var origin = Origin(
      program: try fields.text("program") ?? "", framework: try fields.text("framework"))
    let versions = try fields.object("versions") ?? JSONFields([:])
    for key in versions.values.keys { origin.versions[key] = try versions.text(key) }
    return origin
  }

  private static func places(
    _ fields: JSONFields, _ activation: (String) -> ActivationFacts?
  ) throws(LineFault) -> (places: [Place], indices: [String: Int]) {
    let objects = try fields.objects("places") ?? []
    guard objects.count <= RunLog.Limit.places else {
      throw LineFault(
        "\"places\": expected at most \(RunLog.Limit.places), got \(objects.count); "
          + "log a part of the network")
    }
    var places: [Place] = []
    var indices: [String: Int] = [:]
    for object in objects {
      let place = try Place(object, activation: activation)
      if let other = indices.updateValue(places.count, forKey: place.name) {
        throw object.fault(
          "name", "a name that no other place has", object["name"],
          "places[\(other)] has it; give each its own")
      }
      places.append(place)
    }
    return (places, indices)
  }

  private static func chains(
    _ fields: JSONFields, _ indices: [String: Int]
  ) throws(LineFault) -> [Chain] {
    let objects = try fields.objects("chains") ?? []
    guard objects.count <= RunLog.Limit.chains else {
      throw LineFault(
        "\"chains\": expected at most \(RunLog.Limit.chains), got \(objects.count); "
          + "log a part of the network")
    }
    var chains: [Chain] = []
    var names: [String: Int] = [:]
    for (number, object) in objects.enumerated() {
      let axis = try object.text("axis")
      guard let known = Chain.Axis(rawValue: axis ?? Chain.Axis.depth.rawValue) else {
        throw object.fault(
          "axis", "\"depth\" or \"time\"", object["axis"], "correct the chain")
      }
      var chain = Chain(
        name: try object.text("name") ?? "chain \(number + 1)", axis: known, places: [])
      if let other = names.updateValue(number, forKey: chain.name) {
        throw object.fault(
          "name", "a name that no other chain has", .string(chain.name),
          "chains[\(other)] has it; give each its own")
      }
      var seen: Set<Int> = []
      for (position, value) in (try object.list("places") ?? []).enumerated() {
        guard case .string(let name) = value, let index = indices[name] else {
          throw object.fault(
            "places[\(position)]", "the name of a place of the list \"places\"", value,
            "list it there, or take it out of the chain")
        }
        guard seen.insert(index).inserted else {
          throw object.fault(
            "places[\(position)]", "each place once", value, "take it out of the chain")
        }
        chain.places.append(index)
      }
      chains.append(chain)
    }
    return chains
  }
}

extension Place {
  /// A place of a log; what the log does not say is not known.
  fileprivate init(
    _ fields: JSONFields, activation: (String) -> ActivationFacts?
  ) throws(LineFault) {
    guard let name = try fields.text("name"), !name.isEmpty else {
      throw fields.fault("name", "the name of the place", fields["name"], "give it one")
    }
    let width = RunLog.Limit.width
    let kind = try fields.text("kind").flatMap(Kind.init) ?? .other
    let units = try fields.integer("units", to: width)
    // Of a dense layer these are the same, of a convolution they are not.
    let fanOut = try fields.integer("fanOut", to: width) ?? (kind == .dense ? units ?? 0 : 0)
    self.init(
      name: name, kind: kind, units: units ?? fanOut,
      fanIn: try fields.integer("fanIn", to: width) ?? 0, fanOut: fanOut,
      parameters: try fields.integer("parameters", to: RunLog.Limit.parameters) ?? 0,
      norm: try Self.norm(fields), bypass: try fields.number("bypass"))
    if case .string(Place.inputSignal) = fields["signal"] { hasDeltaOfInput = true }
    if case .string(let bare) = fields["activation"] {
      self.activation = activation(bare) ?? KnownNames.activation(bare)
      activationName = self.activation == nil ? bare : nil
    } else if let object = try fields.object("activation"), let name = try object.text("name") {
      self.activation = try ActivationFacts(
        object, named: name, known: activation(name) ?? KnownNames.activation(name))
      activationName = self.activation == nil ? name : nil
    }
  }

  private static func norm(_ fields: JSONFields) throws(LineFault) -> NormFacts? {
    var (name, usesBatch): (String?, Bool?) = (nil, nil)
    if case .string(let bare) = fields["norm"] {
      name = bare
    } else if let object = try fields.object("norm") {
      name = try object.text("name")
      usesBatch = try object.flag("usesBatch")
    }
    guard let name, name != "none" else { return nil }
    return NormFacts(
      name: name, usesBatch: usesBatch ?? name.lowercased().contains("batch"))
  }
}

extension ActivationFacts {
  /// The facts that the log has, and beside them those that are known of the name; nil without any.
  fileprivate init?(
    _ fields: JSONFields, named name: String, known: ActivationFacts?
  ) throws(LineFault) {
    let initializer = try fields.text("matchingInitializer")
    let gain = try fields.size("matchingGain")
    let derivative = try fields.size("maximumDerivative")
    let slope = try fields.size("attainableSlope")
    let saturates = try fields.flag("saturates")
    let canGoSilent = try fields.flag("canGoSilent")
    let isSaid =
      initializer != nil || gain != nil || derivative != nil || slope != nil || saturates != nil
      || canGoSilent != nil
    guard isSaid || known != nil else { return nil }
    // A gain belongs to an initializer: of a log that names only one of the two, neither is mixed with
    // what is known.
    let isOfLog = initializer != nil || gain != nil
    self.init(
      name: isSaid ? name : known?.name ?? name,
      matchingInitializer: isOfLog
        ? gain == nil ? "" : initializer ?? "" : known?.matchingInitializer ?? "",
      matchingGain: isOfLog
        ? initializer ?? "" == "" ? .nan : gain ?? .nan : known?.matchingGain ?? .nan,
      maximumDerivative: derivative ?? known?.maximumDerivative ?? .nan,
      attainableSlope: slope ?? known?.attainableSlope ?? .nan,
      saturates: saturates ?? known?.saturates, canGoSilent: canGoSilent ?? known?.canGoSilent)
  }
}
