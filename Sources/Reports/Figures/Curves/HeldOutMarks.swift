import Charts
import Records

/// What a run made of examples held out, as dots on a thin line.
struct HeldOutMarks {
  let run: JudgedRun
  let style: RunStyle

  /// The stroke in a run's colour.
  static func stroke(_ color: Color) -> StrokeStyle {
    StrokeStyle(color.emphasised, width: 1.4)
  }

  private func line(_ value: (HeldOutLook) -> Double) -> LineMark {
    LineMark(
      HeldOutLooks(run.record).points(value), style: Self.stroke(style.color), dotRadius: 3.6,
      name: "\(run.name), held out")
  }

  /// Its losses, with a ring around the lowest where it rises again after.
  var loss: [any Mark] {
    let ring = HeldOutLooks(run.record).turn.map {
      RingMark(
        [Point(Double($0.step), $0.loss)], radius: 8,
        style: StrokeStyle(Self.stroke(style.color).color, width: 2))
    }
    return [line(\.loss)] + [ring].compactMap { $0 }
  }

  /// Its accuracies.
  var accuracy: [any Mark] { [line(\.accuracy)] }
}
