import Networks

/// An activation function and its slope in letters: o is φ, + is φ′.
struct CurvePlot {
  let activation: any Activation
  var columns = 57
  var rows = 11

  private static let reach = 4.0

  /// The lines, from the top, with the values of their edges.
  var lines: [String] {
    let z = (0..<columns).map { -Self.reach + 2 * Self.reach * Double($0) / Double(columns - 1) }
    let values = z.map { activation.value(at: $0) }
    let slopes = z.map { activation.slope(at: $0) }
    // What grows without bound is shown up to the height that tells it from others.
    let top = min((values + slopes).max() ?? 1, 4)
    let bottom = max(min((values + slopes).min() ?? 0, 0), -4)
    func row(_ value: Double) -> Int? {
      guard value <= top + 1e-9, value >= bottom - 1e-9, top > bottom else { return nil }
      return Int(((top - value) / (top - bottom) * Double(rows - 1)).rounded())
    }
    var grid = [[Character]](repeating: .init(repeating: " ", count: columns), count: rows)
    if let zero = row(0) { grid[zero] = .init(repeating: "-", count: columns) }
    for index in 0..<rows { grid[index][columns / 2] = "|" }
    for (marks, letter) in [(slopes, "+" as Character), (values, "o")] {
      for (column, value) in marks.enumerated() {
        if let row = row(value) { grid[row][column] = letter }
      }
    }
    let labels = [0: Shown(top, decimals: 2).text, rows - 1: Shown(bottom, decimals: 2).text]
    let width = labels.values.map(\.count).max() ?? 0
    return grid.enumerated().map { index, line in
      let label = labels[index] ?? ""
      return String(repeating: " ", count: width - label.count) + label + " " + String(line)
    } + [
      String(repeating: " ", count: width + 1) + "z = −4"
        + String(repeating: " ", count: columns - 12) + "z = 4"
    ]
  }
}
