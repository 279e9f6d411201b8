import Charts

/// A small network drawn with its numbers: units as discs, weights as lines between them.
struct NetworkDiagram: Mark {
  /// A unit: its name above, its value within.
  struct Unit: Sendable {
    let place: Point
    let name: String
    let value: String
    var color = Palette.blue
  }
  /// A weight between two units, by their indices.
  struct Link: Sendable {
    let from: Int
    let to: Int
    let label: String
    /// In points; how large the number is.
    let width: Double
    var color = Palette.secondaryText
  }

  let units: [Unit]
  let links: [Link]
  /// Radius of a disc in points.
  var radius = 36.0

  func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    let places = units.map { unit -> Point? in
      guard let px = x.position(of: unit.place.x), let py = y.position(of: unit.place.y) else {
        return nil
      }
      return Point(px, py)
    }
    for link in links {
      guard let start = places[link.from], let end = places[link.to] else { continue }
      canvas.line(from: start, to: end, StrokeStyle(link.color, width: link.width))
    }
    // A third of the way on: where lines cross, in the middle, the numbers of both would meet.
    for link in links {
      guard let start = places[link.from], let end = places[link.to] else { continue }
      let at = Point(start.x + 0.36 * (end.x - start.x), start.y + 0.36 * (end.y - start.y))
      label(link.label, at: at, canvas)
    }
    for (unit, place) in zip(units, places) {
      guard let place else { continue }
      canvas.circle(
        center: place, radius: radius, fill: Palette.background,
        stroke: StrokeStyle(unit.color, width: 2.5))
      canvas.text(
        unit.value, at: place,
        TextStyle(Typography.panelSubtitle.sized(15), anchor: .middle, baseline: .middle))
      // A line to the unit may come from above, through its name.
      let extent = canvas.measure(unit.name, Typography.note)
      canvas.fill(
        Rect(
          x: place.x - extent.width / 2 - 2, y: place.y - radius - 8 - extent.ascent,
          width: extent.width + 4, height: extent.ascent + 2), Palette.background)
      canvas.text(
        unit.name, at: Point(place.x, place.y - radius - 8),
        TextStyle(Typography.note, color: Palette.secondaryText, anchor: .middle))
    }
  }

  private func label(_ text: String, at point: Point, _ canvas: any Canvas) {
    let extent = canvas.measure(text, Typography.note)
    canvas.fill(
      Rect(
        x: point.x - extent.width / 2 - 3, y: point.y - extent.height / 2, width: extent.width + 6,
        height: extent.height), Palette.background)
    canvas.text(
      text, at: point,
      TextStyle(Typography.note, color: Palette.ink, anchor: .middle, baseline: .middle))
  }

  /// A panel of it, on a plane from 0 to 1 in both directions, without axes.
  func panel(title: String, subtitle: String) -> Panel {
    func axis(_ side: Axis.Side) -> Axis {
      Axis(side, scale: LinearScale(from: 0, to: 1), showsLabels: false, showsLine: false)
    }
    var (x, y) = (axis(.bottom), axis(.left))
    (x.ticks, y.ticks) = (.values([]), .values([]))
    return Panel(title: title, subtitle: subtitle, x: x, y: y, marks: [self])
  }

  /// The places of layers of units, from the left, each spread over the height.
  static func places(_ layers: [Int]) -> [[Point]] {
    layers.enumerated().map { index, count in
      (0..<count).map { unit in
        Point(
          0.08 + 0.84 * Double(index) / Double(max(layers.count - 1, 1)),
          1 - (Double(unit) + 0.5) / Double(count))
      }
    }
  }

  /// How thick a line is for a number beside the largest of its kind.
  static func width(_ value: Double, beside largest: Double) -> Double {
    guard value.isFinite, largest > 0 else { return 0.5 }
    return 0.5 + 5 * min(value.magnitude / largest, 1)
  }
}
