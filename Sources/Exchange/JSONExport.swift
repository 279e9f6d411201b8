import Diagnosis
import Foundation
import Records
import Texts

/// A record as JSON, whole or line by line. Numbers that are not finite are the strings "nan", "inf"
/// and "-inf".
struct JSONExport {
  private let record: RunRecord
  private let header: Header

  /// The texts of a record.
  init(_ record: RunRecord, origin: RunOrigin? = nil) {
    self.record = record
    let judgement = Judgement(record)
    header = Header(
      origin: origin, verdict: judgement.verdict, findings: judgement.findings,
      isEvaluated: !record.wasCutShort)
  }

  /// One object with everything. An encoder takes many times the memory of what it writes, so the long
  /// lists are encoded entry by entry, and put in the place of empty ones.
  var whole: String {
    let (history, samples) = (record.history, record.samples)
    var short = record
    short.history = RunHistory(
      placeCount: history.placeCount, capacity: history.capacity, mergers: history.mergers)
    short.samples = SampleHistory(capacity: samples.capacity, mergers: samples.mergers)
    var historyText = encode(short.history)
    fill("steps", of: &historyText, with: history.steps)
    fill("lastSteps", of: &historyText, with: history.lastSteps)
    fill("counts", of: &historyText, with: history.counts)
    fill("statistics", of: &historyText, with: history.statistics)
    fill("smallest", of: &historyText, with: history.smallest)
    fill("largest", of: &historyText, with: history.largest)
    var samplesText = encode(short.samples)
    fill("samples", of: &samplesText, with: samples.samples)
    var text = encode(Whole(record: short, header: header))
    put(historyText, at: "history", of: &text, for: encode(short.history))
    put(samplesText, at: "samples", of: &text, for: encode(short.samples))
    return text + "\n"
  }

  /// Puts a list in the place of an empty one of an object's text.
  private func fill(
    _ key: String, of object: inout String, with list: some Sequence<some Encodable>
  ) {
    var text = "["
    for (index, value) in list.enumerated() {
      if index > 0 { text += "," }
      text += encode(value)
    }
    put(text + "]", at: key, of: &object, for: "[]")
  }

  private func put(_ text: String, at key: String, of object: inout String, for old: String) {
    guard let range = object.range(of: "\"\(key)\":\(old)") else { return }
    object.replaceSubrange(range, with: "\"\(key)\":\(text)")
  }

  /// One object a line, each with its type: the run, then what was recorded, in order of steps
  /// within each type.
  var lines: String {
    var text = ""
    // One text that grows: a list of lines would be as much memory again.
    func add(_ type: String, _ value: some Encodable) {
      text += encode(Line(type: type, value: value))
      text += "\n"
    }
    add(
      "run",
      RunLine(
        schemaVersion: record.schemaVersion, name: record.name, status: record.status,
        facts: record.facts, plan: record.plan, places: record.places, chains: record.chains,
        prediction: record.prediction, probeExamples: record.probeExamples,
        evaluation: record.evaluation, heldOut: record.heldOut, chance: record.chance,
        outputs: record.outputs?.withoutGrids, timing: record.timing, header: header))
    for index in 0..<record.curves.count { add("point", record.curves[index]) }
    for entry in 0..<record.history.count {
      for place in 0..<record.history.placeCount {
        let index = entry * record.history.placeCount + place
        add(
          "layer",
          LayerLine(
            step: record.history.steps[entry], lastStep: record.history.lastSteps[entry],
            layer: place + 1,
            place: record.places.indices.contains(place) ? record.places[place].name : "",
            mean: record.history.statistics[index],
            smallest: record.history.smallest[index], largest: record.history.largest[index]))
      }
    }
    for sample in record.samples.samples { add("sample", sample) }
    for probe in record.probes { add("probe", probe) }
    for event in record.events { add("event", event) }
    for grid in record.outputs?.grids ?? [] { add("outputs", grid) }
    return text
  }

  private func encode(_ value: some Encodable) -> String {
    // Values of this program, whose every number has a text.
    (try? JSONText.encode(value, pretty: false)) ?? "{}"
  }

  private struct Line<Value: Encodable>: Encodable {
    let type: String
    let value: Value

    private enum Key: String, CodingKey { case type }

    func encode(to encoder: any Encoder) throws {
      try value.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(type, forKey: .type)
    }
  }

  private struct RunLine: Encodable {
    let schemaVersion: Int
    let name: String
    let status: RunStatus
    let facts: RunFacts
    let plan: JSONValue?
    let places: [Place]
    let chains: [Chain]
    let prediction: PredictedProfile?
    let probeExamples: Int
    let evaluation: Evaluation
    let heldOut: HeldOutCurve?
    let chance: Chance?
    /// Without the answers, which have lines of their own.
    let outputs: OutputMap?
    let timing: Timing
    let header: Header
  }

  /// What was made of the record, and where it comes from.
  private struct Header: Encodable {
    let origin: RunOrigin?
    let verdict: String
    let findings: [Finding]
    /// Whether losses and accuracies of the end were measured, or the process ended before.
    let isEvaluated: Bool
  }

  private struct Whole: Encodable {
    let record: RunRecord
    let header: Header

    private enum Key: String, CodingKey { case header }

    func encode(to encoder: any Encoder) throws {
      try record.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(header, forKey: .header)
    }
  }

  private struct LayerLine: Encodable {
    let step: Int
    let lastStep: Int
    /// Its number in the record's list, from 1.
    let layer: Int
    let place: String
    let mean: PlaceStatistics
    let smallest: PlaceStatistics
    let largest: PlaceStatistics
  }
}
