import Records
import Texts

/// The facts of a log's first line.
struct RunLogFacts {
  /// What a judgement may read.
  private(set) var facts = RunFacts()
  /// What guessing achieves, where the log says it or it follows.
  private(set) var chance: Chance?
  /// How large the data are, as far as the log says.
  private(set) var scale: DataScale?
  /// Examples of the probe set.
  private(set) var probeExamples = 0

  /// The keys that are read; the others are kept as they are.
  static let keys: Set<String> = [
    "task", "classes", "loss", "optimizer", "dividesByGradientSize", "momentum", "learningRate",
    "schedule", "hasConstantRate", "weightDecay", "clipNorm", "clipValue", "batchSize", "reduction",
    "precision", "initializer", "data", "isStandardized", "plannedSteps", "seed", "recordingTier",
    "targetLoss", "guessing", "probeExamples", "reference", "counterfactuals", "oneBatch", "tried",
    "batchSpread", "stepUnit", "dataScale",
  ]

  /// Reads the facts.
  ///
  /// - Throws: `LineFault` for a value of another type than its key's.
  init(_ fields: JSONFields, origin: Origin) throws(LineFault) {
    facts.origin = origin
    facts.task = try fields.text("task").map { RunFacts.Task(rawValue: $0) ?? .other }
    facts.classes = try fields.integer("classes", from: 2, to: RunLog.Limit.width)
    facts.loss = try Self.loss(fields)
    facts.optimizer = try Self.optimizer(fields)
    facts.learningRate = try fields.size("learningRate")
    facts.schedule = try fields.text("schedule")
    facts.hasConstantRate = try fields.flag("hasConstantRate")
    facts.weightDecay = try fields.size("weightDecay")
    facts.clipNorm = try fields.size("clipNorm")
    facts.clipValue = try fields.size("clipValue")
    facts.batchSize = try fields.integer("batchSize", to: RunLog.Limit.parameters)
    facts.reduction = try fields.text("reduction")
    facts.precision = try fields.text("precision").map(KnownNames.precision)
    facts.initializer = try Self.initializer(fields)
    facts.data = try Self.data(fields)
    facts.isStandardized = try fields.flag("isStandardized")
    facts.stepUnit = try fields.text("stepUnit").flatMap(RunFacts.StepUnit.init)
    facts.plannedSteps = try fields.integer("plannedSteps", to: RunLog.Limit.step)
    facts.seed = try Self.seed(fields)
    facts.recordingTier = try fields.text("recordingTier").flatMap(RecordingTier.init)
    facts.targetLoss = try fields.number("targetLoss")
    facts.batchSpread = try fields.number("batchSpread")
    facts.reference = try Self.value(fields, "reference", "an object of four values")
    facts.counterfactuals = try Self.value(fields, "counterfactuals", "a list of objects") ?? []
    facts.oneBatch = try Self.value(fields, "oneBatch", "an object of four values")
    facts.tried = try Self.value(fields, "tried", "a list of objects") ?? []
    scale = try Self.value(
      fields, "dataScale",
      "an object of \"features\", \"targets\" or both, each of numbers called largestMean, "
        + "largestDeviation, largestMagnitude and rms")
    facts.further = fields.values.filter { !Self.keys.contains($0.key) && $0.value != .null }
    probeExamples = try fields.integer("probeExamples", to: RunLog.Limit.width) ?? 0
    chance = try Self.chance(fields, facts)
  }

  private static func loss(_ fields: JSONFields) throws(LineFault) -> LossFacts? {
    if case .object = fields["loss"], let object = try fields.object("loss") {
      guard let name = try object.text("name") else {
        throw object.fault("name", "a text", nil, "name the loss")
      }
      var loss = KnownNames.loss(name)
      if let kind = try object.text("kind") { loss.kind = LossFacts.Kind(rawValue: kind) }
      loss.isOverClasses = try object.flag("isOverClasses") ?? loss.isOverClasses
      loss.inputActivation = try object.text("inputActivation")
      return loss
    }
    return try fields.text("loss").map(KnownNames.loss)
  }

  private static func optimizer(_ fields: JSONFields) throws(LineFault) -> OptimizerFacts? {
    let divides = try fields.flag("dividesByGradientSize")
    let momentum = try fields.number("momentum")
    let name = try fields.text("optimizer")
    guard name != nil || divides != nil || momentum != nil else { return nil }
    return OptimizerFacts(
      name: name ?? "",
      dividesByGradientSize: divides ?? KnownNames.dividesByGradientSize(name ?? ""),
      momentum: momentum)
  }

  private static func initializer(_ fields: JSONFields) throws(LineFault) -> InitializerFacts? {
    guard case .object = fields["initializer"], let object = try fields.object("initializer")
    else { return try fields.text("initializer").map { InitializerFacts(name: $0) } }
    let source = try object.text("source").flatMap(InitializerFacts.Source.init)
    return InitializerFacts(
      name: try object.text("name") ?? "", source: source ?? .drawn,
      isMatching: try object.flag("isMatching") ?? false)
  }

  private static func data(_ fields: JSONFields) throws(LineFault) -> DatasetSummary? {
    guard let object = try fields.object("data") else { return nil }
    var data = DatasetSummary(
      name: try object.text("name") ?? "",
      examples: try object.integer("examples", to: RunLog.Limit.parameters) ?? 0,
      features: try object.integer("features", to: RunLog.Limit.parameters) ?? 0,
      classes: try object.integer("classes", to: RunLog.Limit.width) ?? 0)
    data.target = try object.text("target")
    data.noise = try object.number("noise")
    return data
  }

  /// What this program has written by the keys of a type.
  private static func value<Value: Decodable>(
    _ fields: JSONFields, _ key: String, _ expected: String
  ) throws(LineFault) -> Value? {
    guard let json = fields[key], json != .null else { return nil }
    guard let text = try? JSONText.encode(json, pretty: false),
      let value = try? JSONText.decode(Value.self, from: text)
    else { throw fields.fault(key, expected, json, "correct it, or leave \"\(key)\" out") }
    return value
  }

  private static func seed(_ fields: JSONFields) throws(LineFault) -> UInt64? {
    switch fields["seed"] {
    case nil: nil
    case .unsigned(let seed): seed
    default: UInt64(try fields.integer("seed", to: .max) ?? 0)
    }
  }

  /// What the log says that guessing achieves; without that, of cross-entropy over K classes, what it
  /// achieves where all are equally frequent.
  private static func chance(_ fields: JSONFields, _ facts: RunFacts) throws(LineFault) -> Chance? {
    if let guessing = try fields.object("guessing") {
      guard let loss = try guessing.number("loss"), loss.isFinite else {
        throw guessing.fault(
          "loss", "a finite number", guessing["loss"], "correct it, or leave \"guessing\" out")
      }
      return Chance(
        loss: loss, accuracy: try guessing.share("accuracy") ?? .nan,
        isUniform: try guessing.flag("isUniform") ?? false)
    }
    guard facts.task ?? .classification == .classification, let loss = facts.loss,
      loss.kind == .logLikelihood, loss.isOverClasses == true, let classes = facts.classes
    else { return nil }
    return Chance(uniformOver: classes)
  }
}
