import Charts

/// Lines that lie on one another, so that of two colours one would not be seen: the upper one is drawn dashed, and
/// words say which it is.
enum CoveredLines {
  /// Panels whose covered lines are seen between the dashes of those above them, and a sentence that names them;
  /// empty where none is covered.
  ///
  /// - Parameter panels: two or three, side by side.
  static func shown(_ panels: [Panel]) -> (panels: [Panel], words: String) {
    let places = panels.count == 2 ? ["left", "right"] : ["left", "middle", "right"]
    var drawn: [Panel] = []
    var named: [String] = []
    for (place, panel) in zip(places, panels) {
      var panel = panel
      let groups = groups(panel)
      for group in groups {
        for (rank, index) in group.enumerated().dropFirst() {
          guard var line = panel.marks[index] as? LineMark else { continue }
          let dash = 16 / Double(1 << rank)
          line.style.dash = [dash, 16 - dash]
          panel.marks[index] = line
        }
        named.append("\(place), " + Words.list(group.map { "\"\(name(panel, $0))\"" }))
      }
      drawn.append(panel)
    }
    let words =
      named.isEmpty
      ? "" : " Dashed where lines lie on one another: " + named.joined(separator: "; ") + "."
    return (drawn, words)
  }

  private static func name(_ panel: Panel, _ index: Int) -> String {
    (panel.marks[index] as? LineMark)?.name ?? ""
  }

  /// Marks of a panel by their index, those together that lie on one another, each in the order of drawing.
  private static func groups(_ panel: Panel) -> [[Int]] {
    var groups: [[Int]] = []
    for (index, mark) in panel.marks.enumerated() {
      guard let line = mark as? LineMark, line.name != nil else { continue }
      let home = groups.firstIndex { group in
        (panel.marks[group[0]] as? LineMark).map { covers(line, $0, panel) } ?? false
      }
      if let home { groups[home].append(index) } else { groups.append([index]) }
    }
    return groups.filter { $0.count > 1 }
  }

  /// Whether two lines are within 1.2 % of the axis at three of four places of the longer one.
  private static func covers(_ one: LineMark, _ other: LineMark, _ panel: Panel) -> Bool {
    func drawn(_ line: LineMark) -> [(x: Double, y: Double)] {
      line.points.compactMap { point in
        panel.y.scale.fraction(of: point.y).map { (point.x, $0) }
      }
    }
    let (first, second) = (drawn(one), drawn(other))
    let count = max(first.count, second.count)
    guard min(first.count, second.count) > 1 else { return false }
    let places = Dictionary(second.map { ($0.x, $0.y) }) { $1 }
    let near = first.count { point in
      places[point.x].map { abs($0 - point.y) < 0.012 } ?? false
    }
    return 4 * near >= 3 * count
  }
}
