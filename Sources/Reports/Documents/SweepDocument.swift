import Records

/// A sweep as JSON, `gradscope.sweep/1`.
public struct SweepDocument: Encodable, Sendable {
  private let sweep: SweepRecord
  private let files: [String]
  private let store: String?

  /// A document of a sweep.
  ///
  /// - Parameters:
  ///   - files: the pictures that were written.
  ///   - store: the file in which the runs are; nil where they are not kept.
  public init(_ sweep: SweepRecord, files: [String], store: String?) {
    self.sweep = sweep
    self.files = files
    self.store = store
  }

  private enum Key: String, CodingKey {
    case schema, version, configuration, x, y, cells, theory, store, files
  }
  private struct AxisDocument: Encodable {
    var variable: SweepVariable
    var values: [Double]
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("gradscope.sweep/1", forKey: .schema)
    try container.encode(Version.current, forKey: .version)
    try container.encode(sweep.plan, forKey: .configuration)
    for (key, axis) in [(Key.x, sweep.x), (Key.y, sweep.y)] {
      try container.encode(
        AxisDocument(variable: axis.variable, values: axis.values), forKey: key)
    }
    try container.encode(cells, forKey: .cells)
    try container.encode(theory, forKey: .theory)
    try container.encode(store, forKey: .store)
    try container.encode(files, forKey: .files)
  }

  private var cells: [SweepCellDocument] {
    sweep.y.values.indices.flatMap { row in
      sweep.x.values.indices.map { column in
        SweepCellDocument(
          x: sweep.x.values[column], y: sweep.y.values[row], cell: sweep.cells[row][column],
          isRegression: sweep.isRegression)
      }
    }
  }

  private struct TheoryDocument: Encodable {
    struct Point: Encodable {
      var value: Double
      var chi: Double
      var depthScale: Double
    }
    struct Border: Encodable {
      var depthScales: Int
      var isFitted: Bool
      var agreement: Double?
    }
    var along: SweepVariable
    var critical: Double?
    var points: [Point]
    var border: Border?

    private enum Key: String, CodingKey { case along, critical, points, border }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(along, forKey: .along)
      try container.encode(critical, forKey: .critical)
      try container.encode(points, forKey: .points)
      try container.encode(border, forKey: .border)
    }
  }

  private var theory: TheoryDocument? {
    sweep.theory.map { theory in
      TheoryDocument(
        along: theory.along, critical: theory.critical,
        points: theory.points.map {
          .init(value: $0.value, chi: $0.chi, depthScale: $0.depthScale)
        },
        border: SweepBorder(sweep).map {
          .init(depthScales: $0.multiple, isFitted: $0.isFitted, agreement: $0.agreement)
        })
    }
  }
}
