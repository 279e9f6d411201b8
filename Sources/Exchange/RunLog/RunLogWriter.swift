import Foundation
import Records
import Texts

/// A record as a run log, which `RunLogReader` reads back: places, chains, facts, loss lines, statistics,
/// histograms, silent units, events, outputs over the features, evaluation and
/// end.
///
/// A point that several steps share is one line at its first step, with `lastStep` and `count` beside it;
/// its smallest and largest values are not written, and neither are the plan, the prediction, maps of units
/// and the steps before an event, which a log has no lines for.
struct RunLogWriter {
  private let record: RunRecord
  private let startedAt: Date
  /// The places' names, each only once, as JSON.
  private let names: [String]
  private let head: RunLogHeadText

  init(_ record: RunRecord, startedAt: Date) {
    self.record = record
    self.startedAt = startedAt
    head = RunLogHeadText(record)
    names = head.names.map { JSONLine.text($0) }
  }

  /// The log.
  var text: String {
    var text = head.line(startedAt: startedAt) + "\n"
    if let outputs = record.outputs { text += "{\"outputs\":\(outputs.logText)}\n" }
    // In order of steps, as whoever follows a run sees them.
    for (kind, index) in order {
      switch kind {
      case .curve: add(record.curves[index], to: &text)
      case .heldOut: add(record.heldOut?.looks[index], to: &text)
      case .entry: addPlaces(of: index, to: &text)
      case .sample: add(record.samples.samples[index], to: &text)
      case .probe: add(record.probes[index], to: &text)
      case .event: add(record.events[index], to: &text)
      case .outputs: add(record.outputs?.grids[index], to: &text)
      }
    }
    addEvaluation(to: &text)
    text += "{\"end\":\"\(record.status.rawValue)\"}\n"
    return text
  }

  private enum Kind: Int { case curve, heldOut, entry, sample, probe, event, outputs }

  private var order: [(kind: Kind, index: Int)] {
    let lists: [(Kind, [Int])] = [
      (.curve, record.curves.steps),
      (.heldOut, record.heldOut?.looks.map(\.step) ?? []), (.entry, record.history.steps),
      (.sample, record.samples.samples.map(\.step)), (.probe, record.probes.map(\.step)),
      (.event, record.events.map(\.step)),
      (.outputs, record.outputs?.grids.map(\.step) ?? []),
    ]
    let all = lists.flatMap { kind, steps in
      steps.enumerated().map { (step: $1, kind: kind, index: $0) }
    }
    return all.sorted {
      ($0.step, $0.kind.rawValue, $0.index) < ($1.step, $1.kind.rawValue, $1.index)
    }.map { ($0.kind, $0.index) }
  }

  private func add(_ point: CurvePoint, to text: inout String) {
    var line = JSONLine(step: point.step)
    line.add("loss", point.loss)
    if !point.accuracy.isNaN { line.add("accuracy", point.accuracy) }
    if !point.gradientNorm.isNaN || record.facts.origin.isOwn {
      line.add("gradientNorm", point.gradientNorm)
    }
    line.add("learningRate", point.learningRate)
    let isBounded = record.facts.clipNorm != nil || record.facts.clipValue != nil
    if isBounded || point.clippingFactor != 1 {
      line.add("clippingFactor", point.clippingFactor)
    }
    if point.count > 1 { line.add(lastStep: point.lastStep, count: point.count) }
    text += line.text
  }

  private func add(_ look: HeldOutLook?, to text: inout String) {
    guard let look else { return }
    var line = JSONLine(step: look.step)
    if !look.loss.isNaN || look.accuracy.isNaN { line.add("validationLoss", look.loss) }
    if !look.accuracy.isNaN { line.add("validationAccuracy", look.accuracy) }
    if let examples = record.heldOut?.examples, examples > 0 {
      line.add("validationExamples", examples)
    }
    text += line.text
  }

  private func add(_ grid: OutputGrid?, to text: inout String) {
    guard let grid else { return }
    var line = JSONLine(step: grid.step)
    line.add("outputs", json: OutputMap.logText(grid))
    text += line.text
  }

  private func addPlaces(of entry: Int, to text: inout String) {
    let history = record.history
    for place in 0..<min(history.placeCount, names.count) {
      let statistics = history[entry, place: place]
      guard !statistics.measured.isEmpty else { continue }
      var line = JSONLine(step: history.steps[entry], place: names[place])
      for quantity in Quantity.all {
        guard let number = statistics[quantity] else { continue }
        if quantity.isCount, let count = Int(exactly: number) {
          line.add(quantity.name, count)
        } else {
          line.add(quantity.name, number)
        }
      }
      if history.counts[entry] > 1 {
        line.add(lastStep: history.lastSteps[entry], count: history.counts[entry])
      }
      text += line.text
    }
  }

  private func add(_ sample: Sample, to text: inout String) {
    for (index, place) in sample.places.enumerated().prefix(names.count)
    where place != PlaceSample() {
      var line = JSONLine(step: sample.step, place: names[index])
      let histograms = PlaceSample.tensors.compactMap { name, path in
        let histogram = place[keyPath: path]
        return histogram.count == 0
          ? nil : "\(JSONLine.text(name + "s")):\(Self.text(histogram))"
      }
      line.add("histograms", json: "{\(histograms.joined(separator: ","))}")
      if let cosine = place.gradientCosine { line.add("gradientCosine", cosine) }
      if let noise = place.gradientNoise { line.add("gradientNoise", noise) }
      if sample.looks > 1 { line.add(lastStep: sample.lastStep, count: sample.looks) }
      text += line.text
    }
  }

  private static func text(_ histogram: MagnitudeHistogram) -> String {
    func list(_ bins: [Int]) -> String {
      "[\(bins.map { "\($0)" }.joined(separator: ","))]"
    }
    var text =
      "{\"lowest\":\(histogram.lowestExponent),\"counts\":\(list(histogram.positive)),"
      + "\"negative\":\(list(histogram.negative)),\"zero\":\(histogram.zeros),"
      + "\"nonFinite\":\(histogram.nonFinite)"
    if histogram.under > 0 { text += ",\"under\":\(histogram.under)" }
    if histogram.over > 0 { text += ",\"over\":\(histogram.over)" }
    return text + "}"
  }

  private func add(_ probe: ProbeCheckpoint, to text: inout String) {
    for (place, name) in names.enumerated() {
      func count(_ list: [Int?]) -> Int? { list.indices.contains(place) ? list[place] : nil }
      let (silent, distinct) = (count(probe.silentUnits), count(probe.distinctUnits ?? []))
      guard silent != nil || distinct != nil else { continue }
      var line = JSONLine(step: probe.step, place: name)
      if let silent { line.add("silentUnits", silent) }
      if let distinct { line.add("distinctUnits", distinct) }
      text += line.text
    }
  }

  private func add(_ event: BadEvent, to text: inout String) {
    guard names.indices.contains(event.place) else { return }
    var line = JSONLine(event: event.kind.rawValue, step: event.step, place: names[event.place])
    line.add("tensor", json: JSONLine.text(event.tensor.rawValue))
    line.add("value", event.value)
    if let limit = event.limit { line.add("limit", limit) }
    if event.nonFinite > 0 { line.add("nonFinite", event.nonFinite) }
    text += line.text
  }

  private func addEvaluation(to text: inout String) {
    let evaluation = record.evaluation
    var line = JSONLine()
    let numbers = [
      ("initialLoss", evaluation.initialLoss), ("finalLoss", evaluation.finalLoss),
      ("trainingAccuracy", evaluation.trainingAccuracy),
      ("validationLoss", evaluation.validationLoss ?? .nan),
      ("validationAccuracy", evaluation.validationAccuracy ?? .nan),
    ].filter { !$0.1.isNaN }
    for (name, number) in numbers { line.add(name, number) }
    if evaluation.trainingExamples > 0 { line.add("trainingExamples", evaluation.trainingExamples) }
    if evaluation.validationExamples > 0 {
      line.add("validationExamples", evaluation.validationExamples)
    }
    guard !line.isEmpty else { return }
    text += "{\"evaluation\":\(line.text.dropLast())}\n"
  }
}
