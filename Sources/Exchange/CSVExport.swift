import Records

/// A record as tables. NaN is `nan` and infinities are `inf` and `-inf`, which pandas and NumPy read; what
/// was not measured is an empty cell. `layer` is the number of a place in the record's list, from 1, and
/// `place`, the last column, its name.
struct CSVExport {
  private let record: RunRecord
  /// The names of the places as cells.
  private let names: [String]

  /// The tables of a record.
  init(_ record: RunRecord) {
    self.record = record
    names = record.places.map { Self.quoted($0.name) }
  }

  /// The tables by their names; those of curves and layers, and of the rest those with rows. Each is
  /// made when it is asked for: of a deep network one alone takes a hundred megabytes.
  var tables: [(name: String, text: () -> String)] {
    let samples = record.samples.samples
    return [("curves", { curves }), ("layers", { layers })]
      + (record.heldOut.map { held in [("held_out", { heldOut(held) })] } ?? [])
      + (samples.isEmpty ? [] : [("histograms", { histograms }), ("samples", { self.samples })])
      + (record.probes.isEmpty ? [] : [("probes", { probes })])
      + (record.probes.contains { $0.jacobianSingularValues != nil }
        ? [("jacobians", { jacobians })] : [])
      + (record.events.isEmpty ? [] : [("events", { events })])
      + (record.outputs.map { OutputTables($0).tables } ?? [])
  }

  /// One row a point of the curves.
  var curves: String {
    let head = [
      "step", "last_step", "step_count", "loss", "smallest_loss", "largest_loss", "accuracy",
      "gradient_norm", "smallest_gradient_norm", "largest_gradient_norm", "learning_rate",
      "clipping_factor", "smallest_clipping_factor", "clipped_updates",
    ]
    let rows = (0..<record.curves.count).map { index in
      let point = record.curves[index]
      return [
        "\(point.step)", "\(point.lastStep)", "\(point.count)", "\(point.loss)",
        "\(point.smallestLoss)", "\(point.largestLoss)", "\(point.accuracy)",
        "\(point.gradientNorm)", "\(point.smallestGradientNorm)", "\(point.largestGradientNorm)",
        "\(point.learningRate)", "\(point.clippingFactor)", "\(point.smallestClippingFactor)",
        "\(point.clippedUpdates)",
      ]
    }
    return text([head] + rows)
  }

  /// One row a look at the examples held out; an accuracy that was not measured is empty.
  private func heldOut(_ curve: HeldOutCurve) -> String {
    text(
      [["step", "loss", "accuracy"]]
        + curve.looks.map {
          ["\($0.step)", "\($0.loss)", $0.accuracy.isNaN ? "" : "\($0.accuracy)"]
        })
  }

  /// One row a place of a time point: means, smallest and largest values.
  var layers: String {
    let all = Quantity.all
    let ranged = all.filter { !$0.isCount }
    let head =
      ["step", "last_step", "step_count", "layer"] + all.map(\.column)
      + ranged.map { "smallest_" + $0.column } + ranged.map { "largest_" + $0.column } + ["place"]
    let history = record.history
    func list(_ quantities: [Quantity], _ statistics: PlaceStatistics) -> [String] {
      quantities.map { quantity in
        guard let number = statistics[quantity] else { return "" }
        return quantity.isCount ? cell(Int(exactly: number)) : "\(number)"
      }
    }
    // Lazily, row by row: all cells at once would be a multiple of the text.
    let rows = (0..<history.count).lazy.flatMap { entry in
      (0..<history.placeCount).lazy.map { place in
        let index = entry * history.placeCount + place
        return [
          "\(history.steps[entry])", "\(history.lastSteps[entry])", "\(history.counts[entry])",
          "\(place + 1)",
        ] + list(all, history.statistics[index]) + list(ranged, history.smallest[index])
          + list(ranged, history.largest[index]) + [name(place)]
      }
    }
    return text([head]) + text(rows)
  }

  /// One row a bin that is not empty: values of a sign in [2^exponent, 2^(exponent + 1)); zeros,
  /// values outside of the grid and those not finite have no exponent.
  var histograms: String {
    var text = text([
      ["step", "last_step", "layer", "tensor", "kind", "exponent", "count", "place"]
    ])
    // Row by row: a deep network has a million of them.
    func add(_ row: [String]) { text += self.text(CollectionOfOne(row)) }
    for sample in record.samples.samples {
      for (index, place) in sample.places.enumerated() {
        for (tensor, path) in PlaceSample.tensors {
          let histogram = place[keyPath: path]
          let start = [
            "\(sample.step)", "\(sample.lastStep)", "\(index + 1)", SnakeCase.text(tensor),
          ]
          let end = [name(index)]
          for (kind, count) in [
            ("zero", histogram.zeros), ("non_finite", histogram.nonFinite),
            ("under", histogram.under), ("over", histogram.over),
          ] where count > 0 { add(start + [kind, "", "\(count)"] + end) }
          for (bin, exponent) in histogram.keptExponents.enumerated() {
            for (kind, count) in [
              ("negative", histogram.negative[bin]), ("positive", histogram.positive[bin]),
            ] where count > 0 { add(start + [kind, "\(exponent)", "\(count)"] + end) }
          }
        }
      }
    }
    return text
  }

  /// One row a place of a sample: how its gradient goes with the next one and with its own noise.
  var samples: String {
    let head = [
      "step", "last_step", "looks", "layer", "gradient_cosine", "gradient_noise", "place",
    ]
    let rows = record.samples.samples.flatMap { sample in
      sample.places.enumerated().map { index, place in
        [
          "\(sample.step)", "\(sample.lastStep)", "\(sample.looks)", "\(index + 1)",
          cell(place.gradientCosine), cell(place.gradientNoise), name(index),
        ]
      }
    }
    return text([head] + rows)
  }

  /// One row a place of a look at the probe set.
  var probes: String {
    let rows = record.probes.flatMap { probe in
      probe.silentUnits.indices.map { index in
        func entry<Value>(_ list: [Value]?) -> Value? {
          list.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
        return [
          "\(probe.step)", "\(index + 1)", cell(probe.silentUnits[index]),
          cell(entry(probe.stuckMaps)?.count), cell(entry(probe.effectiveRank)),
          cell(entry(probe.distinctUnits).flatMap(\.self)), name(index),
        ]
      }
    }
    let head = [
      "step", "layer", "silent_units", "stuck_units", "effective_rank", "distinct_units", "place",
    ]
    return text([head] + rows)
  }

  /// One row a singular value of an example's Jacobian, the largest first.
  var jacobians: String {
    var rows = [["step", "example", "index", "singular_value"]]
    for probe in record.probes {
      for (example, values) in (probe.jacobianSingularValues ?? []).enumerated() {
        for (index, value) in values.enumerated() {
          rows.append(["\(probe.step)", "\(example + 1)", "\(index + 1)", "\(value)"])
        }
      }
    }
    return text(rows)
  }

  /// One row a first bad event.
  var events: String {
    let head = ["kind", "step", "layer", "tensor", "value", "limit", "non_finite", "place"]
    let rows = record.events.map { event in
      [
        event.kind.rawValue, "\(event.step)", "\(event.place + 1)", event.tensor.rawValue,
        "\(event.value)", cell(event.limit), "\(event.nonFinite)", name(event.place),
      ]
    }
    return text([head] + rows)
  }

  /// What was not measured is an empty cell.
  private func cell<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "" }

  private func name(_ place: Int) -> String {
    names.indices.contains(place) ? names[place] : ""
  }

  /// A text as a cell: in quotes where it has a comma, a quotation mark or a line break.
  static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }

  private func text(_ rows: some Sequence<[String]>) -> String { Self.text(rows) }

  /// Rows of cells, of which none but those that are `quoted` has a comma, a quotation mark or a line break.
  static func text(_ rows: some Sequence<[String]>) -> String {
    rows.reduce(into: "") { text, row in
      text += row.joined(separator: ",")
      text += "\r\n"
    }
  }
}
