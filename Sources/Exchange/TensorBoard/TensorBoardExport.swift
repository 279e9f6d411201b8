import Foundation
import Records

/// A record as a TensorBoard event file: curves and every place's statistics as scalars, samples as
/// histograms. A tag is `quantity/layer_03`, so that the places of a quantity stand together; what was not
/// measured has none.
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
    for look in record.heldOut?.looks ?? [] { events.append((look.step, values(look))) }
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
    if record.facts.clipNorm != nil || record.facts.clipValue != nil {
      values.append(EventFile.scalar("clipping_factor", point.clippingFactor))
    }
    return values
  }

  /// What was not measured has no scalar.
  private func values(_ look: HeldOutLook) -> [ProtobufMessage] {
    (look.loss.isNaN && !look.accuracy.isNaN
      ? [] : [EventFile.scalar("validation_loss", look.loss)])
      + (look.accuracy.isNaN ? [] : [EventFile.scalar("validation_accuracy", look.accuracy)])
  }

  private func layerValues(_ entry: Int) -> [ProtobufMessage] {
    (0..<record.history.placeCount).flatMap { place in
      let statistics = record.history[entry, place: place]
      return Quantity.all.compactMap { quantity -> ProtobufMessage? in
        guard let number = statistics[quantity], !quantity.isCount || number > 0 else { return nil }
        return EventFile.scalar(tag(quantity.name, place + 1), number)
      }
    }
  }

  private func values(_ sample: Sample) -> [ProtobufMessage] {
    sample.places.enumerated().flatMap { index, place in
      // Of a tensor that is all NaN nothing can be drawn.
      var values = PlaceSample.tensors.filter { tensor in
        let histogram = place[keyPath: tensor.path]
        return histogram.count > histogram.nonFinite
      }.map {
        EventFile.histogram(tag($0.name, index + 1), place[keyPath: $0.path])
      }
      // What is not finite has no place in a histogram, and must not be lost.
      for (name, path) in PlaceSample.tensors where place[keyPath: path].nonFinite > 0 {
        values.append(
          EventFile.scalar(
            tag("non_finite_" + name, index + 1), Double(place[keyPath: path].nonFinite)))
      }
      if let cosine = place.gradientCosine {
        values.append(EventFile.scalar(tag("gradientCosine", index + 1), cosine))
      }
      if let noise = place.gradientNoise {
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
    let distinct = (probe.distinctUnits ?? []).enumerated().compactMap { index, units in
      units.map { EventFile.scalar(tag("distinctUnits", index + 1), Double($0)) }
    }
    return silent + ranks + distinct
  }

  private func tag(_ name: String, _ layer: Int) -> String {
    // Zeros in front keep the layers in order.
    let digits = "\(record.places.count)".count
    let number = String(repeating: "0", count: max(digits - "\(layer)".count, 0)) + "\(layer)"
    return "\(SnakeCase.text(name))/layer_\(number)"
  }
}
