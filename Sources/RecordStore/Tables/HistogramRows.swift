import GRDB
import Records

/// The table `histograms`: one row for each tensor of a layer of a sample.
struct HistogramRows {
  static let table = "histograms"
  static let columns = [
    "run_id", "step", "layer", "tensor", "zeros", "non_finite", "under", "over",
    "lowest_exponent", "negative", "positive",
  ]
  static let definition = """
    CREATE TABLE histograms (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      layer INTEGER NOT NULL,
      tensor TEXT NOT NULL,
      zeros INTEGER NOT NULL,
      non_finite INTEGER NOT NULL,
      under INTEGER NOT NULL,
      over INTEGER NOT NULL,
      lowest_exponent INTEGER NOT NULL,
      negative TEXT NOT NULL,
      positive TEXT NOT NULL,
      PRIMARY KEY (run_id, step, layer, tensor)
    ) WITHOUT ROWID
    """
  /// The tensors by their names in the table.
  static let tensors:
    [(name: String, path: WritableKeyPath<PlaceSample, MagnitudeHistogram> & Sendable)] = [
      ("preactivation", \.preactivations), ("activation", \.activations), ("delta", \.deltas),
      ("weight_gradient", \.weightGradients),
    ]

  let writeRow: RowWriter

  init(_ database: Database, of run: Int64, _ part: WritePosition.Part.Step) throws {
    writeRow = try RowWriter(
      database, table: Self.table, columns: Self.columns, of: run, after: part)
  }

  /// Writes the histograms of a place; `key` is run, step and layer.
  func write(_ place: PlaceSample, key: [DatabaseValue]) throws {
    for tensor in Self.tensors {
      let histogram = place[keyPath: tensor.path]
      try writeRow(
        key + [
          tensor.name.databaseValue, histogram.zeros.databaseValue,
          histogram.nonFinite.databaseValue, histogram.under.databaseValue,
          histogram.over.databaseValue, histogram.lowestExponent.databaseValue,
          CountsText.encode(histogram.negative).databaseValue,
          CountsText.encode(histogram.positive).databaseValue,
        ])
    }
  }

  /// Adds the stored histograms of a run to the places of its samples.
  static func read(
    into placesByStep: inout [Int: [PlaceSample]], of run: Int64, from database: Database
  ) throws {
    let paths = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0.path) })
    let rows = try StoredRows(of: run, in: table, columns: columns, from: database)
    while var cells = try rows.next() {
      let step = try cells.int()
      let layer = try cells.int()
      let tensor = try cells.text()
      guard let path = paths[tensor], placesByStep[step]?.indices.contains(layer - 1) == true
      else {
        throw cells.damage(
          "a tensor of a layer in layer_samples", got: "\(tensor) of layer \(layer), step \(step)")
      }
      placesByStep[step]?[layer - 1][keyPath: path] = try histogram(&cells)
    }
  }

  private static func histogram(_ cells: inout CellReader) throws -> MagnitudeHistogram {
    let zeros = try cells.count()
    let nonFinite = try cells.count()
    let under = try cells.count()
    let over = try cells.count()
    let lowest = try cells.int()
    let (negative, positive) = (try cells.text(), try cells.text())
    guard let below = CountsText.decode(negative), let above = CountsText.decode(positive),
      MagnitudeHistogram.exponents.contains(lowest),
      max(below.count, above.count) <= MagnitudeHistogram.exponents.upperBound - lowest + 1
    else { throw cells.damage("bins on the grid", got: "\(negative) and \(positive)") }
    return MagnitudeHistogram(
      lowestExponent: lowest, negative: below, positive: above, zeros: zeros,
      nonFinite: nonFinite, under: under, over: over)
  }
}
