/// The largest rectangle of cells that all have a property.
enum LargestRectangle {
  /// Rows and columns of it, by its number of cells; nil where no cell has the property.
  ///
  /// Row by row, the heights of the columns that end there are a histogram; a stack of rising heights
  /// finds its largest rectangle, so that every cell is looked at twice.
  ///
  /// - Parameter isIn: row by row, all rows equally long.
  static func find(_ isIn: [[Bool]]) -> (rows: Range<Int>, columns: Range<Int>)? {
    let width = isIn.first?.count ?? 0
    var heights = [Int](repeating: 0, count: width)
    var best: (area: Int, rows: Range<Int>, columns: Range<Int>)?
    for (row, flags) in isIn.enumerated() {
      for column in 0..<width { heights[column] = flags[column] ? heights[column] + 1 : 0 }
      var stack: [(start: Int, height: Int)] = []
      for column in 0...width {
        let height = column < width ? heights[column] : 0
        var start = column
        while let top = stack.last, top.height > height {
          stack.removeLast()
          start = top.start
          let area = top.height * (column - top.start)
          if area > best?.area ?? 0 {
            best = (area, row + 1 - top.height..<row + 1, top.start..<column)
          }
        }
        if height > stack.last?.height ?? 0 { stack.append((start, height)) }
      }
    }
    return best.map { ($0.rows, $0.columns) }
  }
}
