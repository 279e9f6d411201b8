import GRDB
import Records

/// The tables `samples`, `layer_samples` and `histograms`: what is measured now and then.
enum SampleRows {
  static let samples = "samples"
  static let layers = "layer_samples"
  static let sampleColumns = ["run_id", "step", "last_step", "looks"]
  static let layerColumns = [
    "run_id", "step", "layer", "gradient_cosine", "gradient_cosine_is_nan", "gradient_noise",
    "gradient_noise_is_nan",
  ]
  static let definitions = [
    """
    CREATE TABLE samples (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      last_step INTEGER NOT NULL,
      looks INTEGER NOT NULL,
      PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE layer_samples (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      layer INTEGER NOT NULL,
      gradient_cosine REAL,
      gradient_cosine_is_nan INTEGER NOT NULL,
      gradient_noise REAL,
      gradient_noise_is_nan INTEGER NOT NULL,
      PRIMARY KEY (run_id, step, layer)
    ) WITHOUT ROWID
    """,
    HistogramRows.definition,
  ]

  /// - Returns: What the rows before the last sample add up to, by table.
  static func write(
    _ history: SampleHistory, _ part: WritePosition.Part.Step, of run: Int64,
    to database: Database
  ) throws -> [String: Checksum] {
    if part.startsOver {
      try database.deleteRows(of: run, in: samples, layers, HistogramRows.table)
    }
    let writeSample = try RowWriter(
      database, table: samples, columns: sampleColumns, of: run, after: part)
    let writePlace = try RowWriter(
      database, table: layers, columns: layerColumns, of: run, after: part)
    let histograms = try HistogramRows(database, of: run, part)
    let writers = [writeSample, writePlace, histograms.writeRow]
    for (index, sample) in history.samples.enumerated().dropFirst(part.from) {
      for writer in writers where index == history.samples.count - 1 { writer.beginLastPoint() }
      try writeSample([
        run.databaseValue, sample.step.databaseValue, sample.lastStep.databaseValue,
        sample.looks.databaseValue,
      ])
      for (index, place) in sample.places.enumerated() {
        let key = [run.databaseValue, sample.step.databaseValue, (index + 1).databaseValue]
        try writePlace(key + place.gradientCosine.cells + place.gradientNoise.cells)
        try histograms.write(place, key: key)
      }
    }
    return try RowWriter.close(writers)
  }

  /// Adds the stored samples to an empty history.
  static func read(
    into history: inout SampleHistory, of run: Int64, from database: Database
  ) throws {
    var placesByStep = try readPlaces(of: run, from: database)
    try HistogramRows.read(into: &placesByStep, of: run, from: database)
    let rows = try StoredRows(of: run, in: samples, columns: sampleColumns, from: database)
    while var cells = try rows.next() {
      let step = try cells.int()
      var sample = Sample(step: step, places: placesByStep[step] ?? [])
      sample.lastStep = try cells.int()
      sample.looks = try cells.int()
      guard history.samples.count < history.capacity else {
        throw cells.damage("at most \(history.capacity) samples", got: "more of them")
      }
      history.restore(sample)
    }
  }

  private static func readPlaces(
    of run: Int64, from database: Database
  ) throws -> [Int: [PlaceSample]] {
    var placesByStep: [Int: [PlaceSample]] = [:]
    let rows = try StoredRows(of: run, in: layers, columns: layerColumns, from: database)
    while var cells = try rows.next() {
      let step = try cells.int()
      let layer = try cells.int()
      guard layer == (placesByStep[step]?.count ?? 0) + 1 else {
        throw cells.damage("every layer once", got: "layer \(layer) at step \(step)")
      }
      var sample = PlaceSample()
      sample.gradientCosine = try cells.optionalDouble()
      sample.gradientNoise = try cells.optionalDouble()
      placesByStep[step, default: []].append(sample)
    }
    return placesByStep
  }
}
