import Charts

extension ActivationsLesson {
  /// Values above, slopes below, an activation a column.
  static func figure(
    _ sheets: [ActivationSheet], _ z: [Double], _ settings: LessonSettings
  ) -> LessonFigure {
    let reach = max(6, z.map(\.magnitude).max() ?? 6)
    let bottom = sheets.map { panel($0, reach: reach, isSlope: true) }
    let steep = sheets.map { "\($0.name) \($0.steepest)" }
    return LessonFigure(
      "activations", title: "The steepest slope: " + steep.joined(separator: ", "),
      subtitle: "Above: what each makes of z. Below: its slope φ′, by which every gradient is "
        + "multiplied on the way back; where the curve lies on 0, nothing gets through. Dots are "
        + "the z of the table.",
      panels: sheets.map { panel($0, reach: reach, isSlope: false) } + bottom,
      columns: sheets.count,
      legend: [
        .init("value φ(z)", .line(StrokeStyle(Palette.blue, width: 2.5))),
        .init("slope φ′(z)", .line(StrokeStyle(Palette.vermillion, width: 2.5))),
        .init("the steepest it can be", .line(limit)),
      ],
      source: settings.source(of: "activations"),
      rowHeight: 330)
  }

  private static let limit = StrokeStyle(Palette.axis, width: 1.2, dash: [4, 3])

  private static func panel(_ sheet: ActivationSheet, reach: Double, isSlope: Bool) -> Panel {
    let activation = sheet.activation
    func y(_ z: Double) -> Double { isSlope ? activation.slope(at: z) : activation.value(at: z) }
    // A jump of the slope is a jump, not a steep line: the points beside it are apart, the gap between them is not.
    let x = (0...480).map { -reach + 2 * reach * Double($0) / 480 }
    let points = curve(x, sheet.activation.kinks, y, breaks: isSlope)
    let heights = points.map(\.y).filter(\.isFinite)
    let color = isSlope ? Palette.vermillion : Palette.blue
    let most = activation.maximumDerivative
    // One scale for all slopes, so that a quarter is seen to be a quarter.
    let isCommon = isSlope && (heights.max() ?? 0) <= 1.3 && (heights.min() ?? 0) >= -0.3
    let marks: [any Mark] =
      isSlope && most.isFinite ? [RuleMark(.horizontal(y: most), style: limit)] : []
    return Panel(
      title: isSlope ? "slope of \(sheet.name)" : sheet.name,
      subtitle: isSlope ? (most.isFinite ? "at most \(Shown(most))" : "without a bound") : nil,
      x: Axis(.bottom, scale: LinearScale(from: -reach, to: reach), title: "z", maximumTicks: 5),
      y: Axis(
        .left,
        scale: isCommon
          ? LinearScale(from: min(0, ((heights.min() ?? 0) * 10).rounded(.down) / 10), to: 1.2)
          : LinearScale(fitting: heights, includingZero: true),
        title: isSlope ? "φ′(z)" : "φ(z)", maximumTicks: 6, showsGrid: true),
      marks: marks + [
        LineMark(
          points, style: StrokeStyle(color, width: 2.5),
          name: isSlope ? "slope of \(sheet.name)" : sheet.name),
        SymbolMark(
          zip(sheet.z, isSlope ? sheet.slopes : sheet.values).map { Point($0, $1) }, radius: 5,
          fill: Palette.ink),
      ])
  }

  /// The points of a curve, with a gap where it jumps.
  private static func curve(
    _ x: [Double], _ kinks: [Double], _ y: (Double) -> Double, breaks: Bool
  ) -> [Point] {
    let points = x.map { Point($0, y($0)) }
    guard breaks, let width = zip(x.dropFirst(), x).map(-).first else { return points }
    return points.flatMap { point -> [Point] in
      guard let kink = kinks.first(where: { $0 > point.x - width && $0 <= point.x }),
        (y(kink + width) - y(kink - width)).magnitude > 0.005
      else { return [point] }
      let (left, right) = (Point(kink, y(kink - width / 1e3)), Point(kink, y(kink + width / 1e3)))
      return [left, Point(kink, .nan), right] + (point.x > kink ? [point] : [])
    }
  }
}
