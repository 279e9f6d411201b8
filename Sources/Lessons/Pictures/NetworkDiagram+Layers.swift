import Charts

extension NetworkDiagram {
  /// Layers from the left, each unit joined with all of the layer before it.
  ///
  /// - Parameters:
  ///   - names: of the units, layer by layer, as `values`.
  ///   - weights: of the lines, layer by layer, the lines of a unit to the next layer together: W row by row.
  ///   - color: of the units that are no inputs.
  ///   - below: of lines whose number is below 0.
  init(
    layers: [Int], names: [String], values: [Double], weights: [Double],
    color: Color = Palette.blue, below: Color = Palette.secondaryText
  ) {
    let places = Self.places(layers).joined()
    let largest = weights.map(\.magnitude).max() ?? 1
    var ends: [(from: Int, to: Int)] = []
    var start = 0
    for (count, next) in zip(layers, layers.dropFirst()) {
      for from in start..<start + count {
        ends += (start + count..<start + count + next).map { (from, $0) }
      }
      start += count
    }
    units = zip(zip(places, names), values).enumerated().map { index, unit in
      Unit(
        place: unit.0.0, name: unit.0.1, value: "\(Shown(unit.1, decimals: 3))",
        color: index < layers[0] ? Palette.axis : color)
    }
    links = zip(ends, weights).map { ends, value in
      Link(
        from: ends.from, to: ends.to, label: "\(Shown(value, decimals: 3))",
        width: Self.width(value, beside: largest),
        color: value < 0 ? below : Palette.secondaryText)
    }
  }
}
