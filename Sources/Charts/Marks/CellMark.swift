/// A matrix as coloured cells.
///
/// Values beyond the colour scale get its end colours. Exact zeros, NaN and infinities have
/// colours of their own, and never disappear when many columns share a pixel. Negative values on
/// a logarithmic scale are shown as NaN: they have no logarithm.
public struct CellMark: Mark {
  /// Row by row. Shorter rows are filled up with empty cells.
  public let rows: [[Double]]
  public let columns: Int
  /// Where the outer edges of the first and the last column are, in units of x.
  public let xEdges: (first: Double, last: Double)
  /// The edges of unequal columns, in units of a linear x; nil where all are equally wide.
  let columnEdges: [Double]?
  /// Where the outer edges of the first and the last row are, in units of y.
  public var yEdges: (first: Double, last: Double)
  public var scale: any Scale
  public var colorMap: ColorMap
  public var special: SpecialColors
  /// Whether an exact 0 has a colour of its own, beside those of the scale; it is a value like others where
  /// the scale begins there.
  public var marksZero = true
  /// What each column stands for, in units of x, where that is not its middle: for a reader who asks for a
  /// value.
  public var columnValues: [Double]?

  /// - Parameters:
  ///   - xEdges: by default the columns are centred on 0, 1, 2, …
  ///   - columnEdges: the edges of columns that are not equally wide, ascending, one more than there are
  ///     columns; other lists are not looked at. They stand for `xEdges`.
  ///   - yEdges: by default the rows are centred on 1, 2, 3, …
  public init(
    rows: [[Double]], xEdges: (Double, Double)? = nil, columnEdges: [Double]? = nil,
    yEdges: (Double, Double)? = nil, scale: any Scale, colorMap: ColorMap = .viridis,
    special: SpecialColors = SpecialColors()
  ) {
    self.rows = rows
    columns = rows.map(\.count).max() ?? 0
    let edges = ColumnEdges.usable(columnEdges, columns: columns)
    self.columnEdges = edges.flatMap { ColumnEdges.areEqual($0) ? nil : $0 }
    self.xEdges =
      edges.map { ($0[0], $0[$0.count - 1]) } ?? xEdges ?? (-0.5, Double(columns) - 0.5)
    self.yEdges = yEdges ?? (0.5, Double(rows.count) + 0.5)
    self.scale = scale
    self.colorMap = colorMap
    self.special = special
  }

  /// The special values that occur, in the order of `SpecialValue`.
  public var occurringSpecialValues: [SpecialValue] {
    var found: Set<SpecialValue> = []
    for row in rows {
      for value in row {
        if let special = specialValue(of: value) { found.insert(special) }
      }
    }
    return SpecialValue.allCases.filter(found.contains)
  }

  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    guard let left = x.position(of: xEdges.first), let right = x.position(of: xEdges.last),
      let top = y.position(of: yEdges.first), let bottom = y.position(of: yEdges.last),
      left != right, top != bottom, columns > 0
    else { return }
    let area = Rect(
      x: min(left, right), y: min(top, bottom), width: abs(right - left),
      height: abs(bottom - top))
    let values = aggregated(
      rows: Int(area.height * canvas.pixelsPerPoint),
      columns: Int(area.width * canvas.pixelsPerPoint))
    let height = values.count
    let width = values.first?.count ?? 0
    let grid = CellGrid(rows: height, columns: width) { row, column in
      let value = values[top < bottom ? row : height - 1 - row]
      return color(of: value[left < right ? column : width - 1 - column])
    }
    canvas.clipped(to: plot) { canvas.cells(grid, in: area) }
    let edges = columnEdges?.compactMap { x.position(of: $0) }
    canvas.show(
      .cells(
        area,
        rows: (top < bottom ? rows : rows.reversed()).map { left < right ? $0 : $0.reversed() },
        x: left < right ? .init(xEdges.first, xEdges.last) : .init(xEdges.last, xEdges.first),
        y: top < bottom ? .init(yEdges.first, yEdges.last) : .init(yEdges.last, yEdges.first),
        columns: columnValues.map { left < right ? $0 : $0.reversed() },
        edges: edges.flatMap { $0.count == columns + 1 ? $0.sorted() : nil }))
  }

  /// The colour of a value; nil is a cell without one.
  public func color(of value: Double?) -> Color {
    guard let value else { return special.missing }
    if let specialValue = specialValue(of: value) { return special.color(of: specialValue) }
    return colorMap.color(at: scale.fraction(of: value) ?? 0)
  }

  private func specialValue(of value: Double) -> SpecialValue? {
    if value == 0, marksZero { return .zero }
    if value.isNaN { return .notANumber }
    if value.isInfinite { return .infinite }
    return scale.fraction(of: value) == nil ? .notANumber : nil
  }

  /// The matrix with at most so many rows and columns; each cell stands for a block of values.
  ///
  /// A block with a NaN is NaN, else with an infinity that, else with a zero 0; otherwise it is
  /// the value whose colour is the mean of the block's (the geometric mean on a log scale).
  public func aggregated(rows maximumRows: Int, columns maximumColumns: Int) -> [[Double?]] {
    let height = min(rows.count, max(1, maximumRows))
    let spans = spans(atMost: max(1, maximumColumns))
    return (0..<height).map { row in
      let block = rows[row * rows.count / height..<(row + 1) * rows.count / height]
      return spans.map { span in
        combined(
          block.lazy.flatMap { $0[min(span.lowerBound, $0.count)..<min(span.upperBound, $0.count)] }
        )
      }
    }
  }

  /// The columns that each of at most so many equal cells of a row stands for. Unequal ones are in each
  /// cell that they reach into.
  private func spans(atMost maximum: Int) -> [Range<Int>] {
    guard let columnEdges else {
      let width = min(columns, maximum)
      return (0..<width).map { $0 * columns / width..<($0 + 1) * columns / width }
    }
    return ColumnEdges.spans(of: columnEdges, in: maximum)
  }

  private func combined(_ values: some Sequence<Double>) -> Double? {
    var sum = 0.0
    var count = 0
    var single: Double?
    var worst: (value: Double, rank: Int)?
    for value in values {
      single = value
      count += 1
      switch specialValue(of: value) {
      case .notANumber: return .nan
      case .infinite: worst = (value, 2)
      case .zero: if worst == nil { worst = (0, 1) }
      case nil: sum += min(1, max(0, scale.fraction(of: value) ?? 0))
      }
    }
    if let worst { return worst.value }
    guard count > 1 else { return single }
    return value(at: sum / Double(count))
  }

  /// The inverse of the scale's fraction, for the two kinds of scale there are.
  private func value(at fraction: Double) -> Double {
    let (lower, upper) = scale.domain
    guard scale is LogScale else { return lower + fraction * (upper - lower) }
    let exponent = Numbers.log10(lower) * (1 - fraction) + Numbers.log10(upper) * fraction
    return Numbers.power10(exponent)
  }
}
