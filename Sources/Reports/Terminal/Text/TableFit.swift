/// The columns of a table that there is room for, and their widths.
///
/// What can be shortened or wrapped is, down to its least width, the widest column first. Where that is
/// not enough, columns are left out, that of the lowest priority first.
///
/// A table folds into records where the columns that cannot be left out do not fit, and where it has one row:
/// a few lines then say all of it.
struct TableFit {
  /// Between two columns.
  static let gap = 2

  /// The places of the columns that are shown.
  let shown: [Int]
  /// The width of each of them.
  let widths: [Int]
  /// The fewest columns of a terminal that the whole table takes.
  let whole: Int
  /// Whether the rows are records, one cell below the other.
  let isFolded: Bool

  /// The fit of a table into a width; nil is room for everything.
  init(_ table: PlainTable, width: Int?) {
    let natural = table.columns.indices.map { column in
      table.rows.map { column < $0.count ? ColumnWidth.of($0[column].text) : 0 }
        .reduce(ColumnWidth.of(table.columns[column].heading), max)
    }
    let least = table.columns.indices.map { column in
      switch table.columns[column].overflow {
      case .never: natural[column]
      case .shortens(let least): min(natural[column], least)
      case .wraps(let least):
        table.rows.map { column < $0.count ? TextWrap.longestPiece(of: $0[column].text) : 0 }
          .reduce(min(natural[column], least), max)
      }
    }
    var shown = Array(table.columns.indices)
    func total(_ widths: [Int]) -> Int {
      shown.map { widths[$0] }.reduce(0, +) + Self.gap * max(shown.count - 1, 0)
    }
    whole = total(least)
    guard let width else {
      (self.shown, widths, isFolded) = (shown, natural, false)
      return
    }
    while total(least) > width,
      let place = shown.filter({ table.columns[$0].priority != nil })
        .min(by: { (table.columns[$0].priority ?? 0) < (table.columns[$1].priority ?? 0) })
    {
      shown.removeAll { $0 == place }
    }
    var fitted = natural
    while total(fitted) > width,
      let widest = shown.filter({ fitted[$0] > least[$0] }).max(by: { fitted[$0] < fitted[$1] })
    {
      fitted[widest] -= 1
    }
    isFolded =
      total(least) > width || table.rows.count == 1 && shown != table.columns.indices.map { $0 }
    self.shown = shown
    widths = shown.map { fitted[$0] }
  }
}
