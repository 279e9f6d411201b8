import TrainingRecords

/// A record as tables. NaN is `nan` and infinities are `inf` and `-inf`, which pandas and NumPy read.
struct CSVExport {
  private let record: RunRecord

  /// The tables of a record.
  init(_ record: RunRecord) { self.record = record }

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

  /// One row a layer of a time point: means, smallest and largest values.
  var layers: String {
    let numbers = LayerStatistics.quantities
    let counters = LayerStatistics.counters
    let names = numbers.map { SnakeCase.text($0.name) }
    let head =
      ["step", "last_step", "step_count", "layer"] + names
      + counters.map { SnakeCase.text($0.name) } + names.map { "smallest_" + $0 }
      + names.map { "largest_" + $0 }
    let history = record.history
    let rows = (0..<history.count).flatMap { entry in
      (0..<history.layerCount).map { layer in
        let index = entry * history.layerCount + layer
        let place = [
          "\(history.steps[entry])", "\(history.lastSteps[entry])", "\(history.counts[entry])",
          "\(layer + 1)",
        ]
        func list(_ statistics: LayerStatistics) -> [String] {
          numbers.map { "\(statistics[keyPath: $0.path])" }
        }
        return place + list(history.statistics[index])
          + counters.map { "\(history.statistics[index][keyPath: $0.path])" }
          + list(history.smallest[index]) + list(history.largest[index])
      }
    }
    return text([head] + rows)
  }

  /// One row a bin that is not empty: values of a sign in [2^exponent, 2^(exponent + 1)); zeros,
  /// values outside of the grid and those not finite have no exponent.
  var histograms: String {
    var rows = [["step", "last_step", "layer", "tensor", "kind", "exponent", "count"]]
    for sample in record.samples.samples {
      for (index, layer) in sample.layers.enumerated() {
        for (name, path) in LayerSample.tensors {
          let histogram = layer[keyPath: path]
          let place = [
            "\(sample.step)", "\(sample.lastStep)", "\(index + 1)", SnakeCase.text(name),
          ]
          for (kind, count) in [
            ("zero", histogram.zeros), ("non_finite", histogram.nonFinite),
            ("under", histogram.under), ("over", histogram.over),
          ] where count > 0 { rows.append(place + [kind, "", "\(count)"]) }
          for (bin, exponent) in histogram.keptExponents.enumerated() {
            for (kind, count) in [
              ("negative", histogram.negative[bin]), ("positive", histogram.positive[bin]),
            ] where count > 0 { rows.append(place + [kind, "\(exponent)", "\(count)"]) }
          }
        }
      }
    }
    return text(rows)
  }

  private func text(_ rows: [[String]]) -> String {
    // No cell has a comma, a quotation mark or a line break: numbers and names of this program.
    rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}
