import Foundation
import Records

/// A record as a TensorBoard event file: curves and every layer's statistics as scalars, samples as
/// histograms. A tag is `quantity/layer_03`, so that the layers of a quantity stand together.
struct TensorBoardExport {
  private let record: RunRecord
  private let start: Double

  /// The export of a run that began at this time.
  init(_ record: RunRecord, startedAt: Date) {
    self.record = record
    start = startedAt.timeIntervalSince1970
  }

  /// The file, its events in order of steps.
  var bytes: [UInt8] {
    var events: [(step: Int, values: [ProtobufMessage])] = []
    for index in 0..<record.curves.count {
      events.append((record.curves.steps[index], curveValues(record.curves[index])))
    }
    for entry in 0..<record.history.count {
      events.append((record.history.steps[entry], layerValues(entry)))
    }
    for sample in record.samples.samples { events.append((sample.step, values(sample))) }
    for probe in record.probes { events.append((probe.step, values(probe))) }
    var file = EventFile(wallTime: start)
    let order = events.indices.sorted {
      (events[$0].step, $0) < (events[$1].step, $1)
    }
    for index in order {
      let (step, values) = events[index]
      file.append(step: step, wallTime: wallTime(step), values)
    }
    return file.bytes
  }

  /// Steps are taken to be equally long.
  private func wallTime(_ step: Int) -> Double {
    let share = Double(step) / Double(max(record.timing.steps, 1))
    return start + record.timing.trainingSeconds * min(share, 1)
  }

  private func curveValues(_ point: CurvePoint) -> [ProtobufMessage] {
    var values = [
      EventFile.scalar("loss", point.loss), EventFile.scalar("accuracy", point.accuracy),
      EventFile.scalar("gradient_norm", point.gradientNorm),
      EventFile.scalar("learning_rate", point.learningRate),
    ]
    if point.count > 1 {
      values += [
        EventFile.scalar("loss_range/smallest", point.smallestLoss),
        EventFile.scalar("loss_range/largest", point.largestLoss),
      ]
    }
    if record.configuration.clipNorm != nil || record.configuration.clipValue != nil {
      values.append(EventFile.scalar("clipping_factor", point.clippingFactor))
    }
    return values
  }

  private func layerValues(_ entry: Int) -> [ProtobufMessage] {
    (0..<record.history.layerCount).flatMap { index in
      let layer = record.history[entry, index + 1]
      let numbers = LayerStatistics.quantities.map {
        EventFile.scalar(tag($0.name, index + 1), layer[keyPath: $0.path])
      }
      let counts = LayerStatistics.counters.filter { layer[keyPath: $0.path] > 0 }.map {
        EventFile.scalar(tag($0.name, index + 1), Double(layer[keyPath: $0.path]))
      }
      return numbers + counts
    }
  }

  private func values(_ sample: Sample) -> [ProtobufMessage] {
    sample.layers.enumerated().flatMap { index, layer in
      // Of a tensor that is all NaN nothing can be drawn.
      var values = LayerSample.tensors.filter { tensor in
        let histogram = layer[keyPath: tensor.path]
        return histogram.count > histogram.nonFinite
      }.map {
        EventFile.histogram(tag($0.name, index + 1), layer[keyPath: $0.path])
      }
      // What is not finite has no place in a histogram, and must not be lost.
      for (name, path) in LayerSample.tensors where layer[keyPath: path].nonFinite > 0 {
        values.append(
          EventFile.scalar(
            tag("non_finite_" + name, index + 1), Double(layer[keyPath: path].nonFinite)))
      }
      if let cosine = layer.gradientCosine {
        values.append(EventFile.scalar(tag("gradientCosine", index + 1), cosine))
      }
      if let noise = layer.gradientNoise {
        values.append(EventFile.scalar(tag("gradientNoise", index + 1), noise))
      }
      return values
    }
  }

  private func values(_ probe: ProbeCheckpoint) -> [ProtobufMessage] {
    let silent = probe.silentUnits.enumerated().compactMap { index, units in
      units.map { EventFile.scalar(tag("silentUnits", index + 1), Double($0)) }
    }
    let ranks = (probe.effectiveRank ?? []).enumerated().map { index, rank in
      EventFile.scalar(tag("effectiveRank", index + 1), rank)
    }
    let distinct = (probe.distinctUnits ?? []).enumerated().map { index, units in
      EventFile.scalar(tag("distinctUnits", index + 1), Double(units))
    }
    return silent + ranks + distinct
  }

  private func tag(_ name: String, _ layer: Int) -> String {
    // Zeros in front keep the layers in order.
    let digits = "\(record.layers.count)".count
    let number = String(repeating: "0", count: max(digits - "\(layer)".count, 0)) + "\(layer)"
    return "\(SnakeCase.text(name))/layer_\(number)"
  }
}
