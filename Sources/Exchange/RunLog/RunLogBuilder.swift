import Foundation
import Records

/// Puts the lines of a log together to a record, in memory that does not grow with their number.
struct RunLogBuilder {
  var record: RunRecord
  private let head: RunLogHead
  private var lastStep = 0
  private var curves: LoggedCurves
  private var points: LoggedPoints
  private var samples: LoggedSamples
  private var looks = LoggedLooks()
  private var events: [BadEvent] = []
  private var end: RunStatus?
  /// What the log says of the loss at the end: NaN is an answer, nil is none.
  private var finalLoss: Double?

  /// The record of a log of which the first line has been read.
  init(_ head: RunLogHead, named name: String) {
    self.head = head
    record = RunRecord(
      name: head.name ?? name, facts: head.facts.facts, places: head.places, chains: head.chains,
      chance: head.facts.chance)
    record.dataScale = head.facts.scale
    record.probeExamples = head.facts.probeExamples
    curves = LoggedCurves(record.facts)
    points = LoggedPoints(head.places)
    samples = LoggedSamples(placeCount: head.places.count)
  }

  /// Adds a line after the first.
  ///
  /// - Throws: `LineFault` where it lacks what it needs, or a value of it is wrong.
  mutating func add(
    _ fields: JSONFields, activation: (String) -> ActivationFacts?
  ) throws(LineFault) {
    if fields.has("schema") { return try resume(fields, activation) }
    if fields.has("end") { return try finish(fields) }
    if fields.has("event") { return try addEvent(fields) }
    if let evaluation = try fields.object("evaluation") { return try evaluate(evaluation) }
    if let facts = try fields.object("facts") { return try learn(facts) }
    if let outputs = try fields.object("outputs"), !fields.has("step") {
      record.outputs = try OutputMap(outputs)
      return
    }
    // A line of nothing that a log has is passed over, as a key is.
    guard fields.has("step") || Self.needsStep(fields) else { return }
    let step = try step(fields, needs: "\"step\", \"event\" or \"end\"")
    // Where lines follow an end, the run went on.
    end = nil
    if let outputs = try fields.object("outputs") {
      guard record.outputs != nil else {
        throw fields.fault(
          "outputs", "a line with the map before its looks", nil, "write what the features are")
      }
      try record.outputs?.add(outputs, at: step)
    }
    guard fields.has("place") else { return try addCurvePoint(fields, at: step) }
    let place = try place(fields)
    points.advance(to: step)
    if let histograms = try fields.object("histograms") {
      try samples.add(histograms, of: fields, at: step, place: place)
    }
    try points.add(fields, at: step, place: place)
    let most = head.places[place].units > 0 ? head.places[place].units : RunLog.Limit.width
    for (key, path) in LoggedLooks.counts {
      guard let units = try fields.integer(key, to: most) else { continue }
      looks.add(units, to: path, at: step, place: place, of: head.places.count)
    }
  }

  /// Whether a line has something that was measured at a step.
  private static func needsStep(_ fields: JSONFields) -> Bool {
    fields.values.contains { key, value in
      value != .null
        && (key == "place" || key == "histograms" || LoggedLooks.counts[key] != nil
          || LoggedCurves.keys.contains(key) || Quantity.named(key) != nil)
    }
  }

  /// The record of all lines.
  mutating func finished() -> RunLog {
    curves.finish()
    points.finish()
    record.curves = curves.curves
    record.facts.hasConstantRate = record.facts.hasConstantRate ?? curves.hasConstantRate
    record.history = points.history
    record.samples = samples.finished()
    record.probes = looks.probes
    record.events = allEvents
    record.evaluation.initialLoss =
      record.evaluation.initialLoss.isNaN ? curves.firstLoss : record.evaluation.initialLoss
    record.timing.steps = lastStep
    let hasDiverged = record.curves.loss.last.map { !$0.isFinite } ?? false
    record.status = end ?? (hasDiverged ? .diverged : .interrupted)
    return RunLog(record: record, startedAt: head.startedAt)
  }

  /// The events that the log has; of kinds that it has none of, those that its numbers show.
  private var allEvents: [BadEvent] {
    var all = events
    var seen = points.events
    let output = record.outputPlace ?? record.places.indices.last
    if let output, let bad = curves.firstBadLoss ?? badFinalLoss,
      !seen.contains(where: { $0.kind == .nonFinite && $0.step <= bad.step })
    {
      seen.removeAll { $0.kind == .nonFinite }
      seen.append(
        BadEvent(
          kind: .nonFinite, step: bad.step, place: output, tensor: .loss, value: bad.loss))
    }
    all += seen.filter { event in !events.contains { $0.kind == event.kind } }
    return all.sorted { $0.step < $1.step }
  }

  /// The loss of the evaluation at the end, where the log says that it is not finite.
  private var badFinalLoss: (step: Int, loss: Double)? {
    finalLoss.flatMap { $0.isFinite ? nil : (lastStep, $0) }
  }

  // MARK: - Lines

  private mutating func step(_ fields: JSONFields, needs: String = "\"step\"") throws(LineFault)
    -> Int
  {
    guard let step = try fields.integer("step", to: RunLog.Limit.step) else {
      throw LineFault("expected a line with \(needs), got none of them; add it or remove the line")
    }
    guard step >= lastStep else {
      throw fields.fault(
        "step", "\(lastStep), that of the lines before, or more", fields["step"],
        "put the lines in order of steps; where the run went on from a checkpoint, cut the log back to "
          + "the checkpoint's step, or begin another log")
    }
    lastStep = step
    return step
  }

  private func place(_ fields: JSONFields) throws(LineFault) -> Int {
    guard let name = try fields.text("place"), let index = head.indices[name] else {
      throw fields.fault(
        "place", "the name of a place of the first line", fields["place"],
        "list it there, or remove the line")
    }
    return index
  }

  private mutating func addCurvePoint(_ fields: JSONFields, at step: Int) throws(LineFault) {
    if fields.has("histograms") {
      throw fields.fault(
        "place", "the name of a place of the first line", nil, "say whose histograms these are")
    }
    try curves.add(fields, at: step)
    let (loss, accuracy) = (
      try fields.number("validationLoss"), try fields.share("validationAccuracy")
    )
    record.evaluation.validationLoss = loss ?? record.evaluation.validationLoss
    record.evaluation.validationAccuracy = accuracy ?? record.evaluation.validationAccuracy
    guard loss != nil || accuracy != nil else { return }
    var heldOut = record.heldOut ?? HeldOutCurve()
    heldOut.append(HeldOutLook(step: step, loss: loss ?? .nan, accuracy: accuracy ?? .nan))
    heldOut.examples =
      try fields.integer("validationExamples", to: RunLog.Limit.parameters) ?? heldOut.examples
    record.heldOut = heldOut
  }

  /// A first line in the midst of a log: the run goes on, with the same network.
  private mutating func resume(
    _ fields: JSONFields, _ activation: (String) -> ActivationFacts?
  ) throws(LineFault) {
    let again = try RunLogHead(fields, activation: activation)
    guard again.places == head.places, again.chains == head.chains else {
      throw LineFault(
        "expected the places and chains of the first line, got others; put the runs into logs of "
          + "their own")
    }
    end = nil
  }

  private mutating func finish(_ fields: JSONFields) throws(LineFault) {
    guard let text = try fields.text("end"), let status = RunStatus(rawValue: text) else {
      throw fields.fault(
        "end", "\"completed\", \"diverged\" or \"interrupted\"", fields["end"], "correct it")
    }
    end = status
  }

  private mutating func evaluate(_ fields: JSONFields) throws(LineFault) {
    var evaluation = record.evaluation
    evaluation.initialLoss = try fields.number("initialLoss") ?? evaluation.initialLoss
    finalLoss = try fields.number("finalLoss") ?? finalLoss
    evaluation.finalLoss = finalLoss ?? evaluation.finalLoss
    evaluation.validationLoss = try fields.number("validationLoss") ?? evaluation.validationLoss
    evaluation.trainingAccuracy =
      try fields.share("trainingAccuracy") ?? evaluation.trainingAccuracy
    evaluation.validationAccuracy =
      try fields.share("validationAccuracy") ?? evaluation.validationAccuracy
    let most = RunLog.Limit.parameters
    evaluation.trainingExamples =
      try fields.integer("trainingExamples", to: most) ?? evaluation.trainingExamples
    evaluation.validationExamples =
      try fields.integer("validationExamples", to: most) ?? evaluation.validationExamples
    record.evaluation = evaluation
  }

  /// Keeps the first event of each kind that this program knows; the others are passed over.
  private mutating func addEvent(_ fields: JSONFields) throws(LineFault) {
    var event = fields
    var name: String?
    if case .object = fields["event"], let object = try fields.object("event") {
      event = object
      name = try object.text("kind")
    } else {
      name = try fields.text("event")
    }
    guard let kind = name.flatMap(BadEvent.Kind.init) else { return }
    let step = try step(event)
    guard let tensor = try event.text("tensor").flatMap(BadEvent.Tensor.init) else { return }
    // A loss belongs to no place but the output, which need not be said.
    let output = record.outputPlace ?? record.places.indices.last
    guard let place = event.has("place") || tensor != .loss ? try self.place(event) : output,
      !events.contains(where: { $0.kind == kind })
    else { return }
    events.append(
      BadEvent(
        kind: kind, step: step, place: place, tensor: tensor,
        value: try event.number("value") ?? .nan, limit: try event.number("limit"),
        nonFinite: try event.integer("nonFinite", to: RunLog.Limit.count) ?? 0))
  }
}
