import Charts
import Networks

extension DyingReLULesson {
  /// ReLU and leaky ReLU around 0; the slope of the second is drawn ten times as steep, to be seen.
  static func shapes() -> Panel {
    let (relu, leaky) = (ReLU(), LeakyReLU(slope: 0.1) ?? LeakyReLU())
    let x = (0...120).map { -3 + 6 * Double($0) / 120 }
    let line = StrokeStyle(Palette.ink, width: 2.5)
    let other = StrokeStyle(Palette.reddishPurple, width: 2.5, dash: [6, 4])
    return Panel(
      title: "ReLU and leaky ReLU", subtitle: "dashed: leaky; drawn with slope 0.1, not 0.01, to be seen",
      x: Axis(.bottom, scale: LinearScale(from: -3, to: 3), title: "weighted sum z"),
      y: Axis(.left, scale: LinearScale(from: -1, to: 3), title: "output φ(z)", showsGrid: true),
      marks: [
        RuleMark(.vertical(x: 0)), LineMark(x: x, y: x.map(relu.value), style: line, name: "ReLU"),
        LineMark(x: x, y: x.map(leaky.value), style: other, name: "leaky ReLU, slope 0.1"),
      ])
  }
}
