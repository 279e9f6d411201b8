import Foundation
import TrainingRecords

/// A record as JSON, whole or line by line. Numbers that are not finite are the strings "nan", "inf"
/// and "-inf".
struct JSONExport {
  private let record: RunRecord

  /// The texts of a record.
  init(_ record: RunRecord) { self.record = record }

  /// One object with everything.
  var whole: String { encode(record) + "\n" }

  /// One object a line, each with its type: the run, then what was recorded, in order of steps
  /// within each type.
  var lines: String {
    var lines = [
      encode(
        Line(
          type: "run",
          value: RunLine(
            schemaVersion: record.schemaVersion, name: record.name, status: record.status,
            configuration: record.configuration, activation: record.activation,
            layers: record.layers, probeExamples: record.probeExamples,
            evaluation: record.evaluation, chance: record.chance,
            timing: record.timing)))
    ]
    lines += (0..<record.curves.count).map { encode(Line(type: "point", value: record.curves[$0])) }
    for entry in 0..<record.history.count {
      for layer in 0..<record.history.layerCount {
        let index = entry * record.history.layerCount + layer
        lines.append(
          encode(
            Line(
              type: "layer",
              value: LayerLine(
                step: record.history.steps[entry], lastStep: record.history.lastSteps[entry],
                layer: layer + 1, mean: record.history.statistics[index],
                smallest: record.history.smallest[index],
                largest: record.history.largest[index]))))
      }
    }
    lines += record.samples.samples.map { encode(Line(type: "sample", value: $0)) }
    lines += record.probes.map { encode(Line(type: "probe", value: $0)) }
    lines += record.events.map { encode(Line(type: "event", value: $0)) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Values of this program, whose every number has a text.
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
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
    let configuration: RunConfiguration
    let activation: ActivationDescription
    let layers: [LayerDescription]
    let probeExamples: Int
    let evaluation: Evaluation
    let chance: Chance
    let timing: Timing
  }

  private struct LayerLine: Encodable {
    let step: Int
    let lastStep: Int
    let layer: Int
    let mean: LayerStatistics
    let smallest: LayerStatistics
    let largest: LayerStatistics
  }
}
