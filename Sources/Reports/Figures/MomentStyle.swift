import Charts

/// How the lines of one signal at several times are told apart: thin and light at the start, strong at the end.
extension Moment {
  /// The stroke of a line of this moment in a signal's colour.
  func stroke(_ color: Color, dash: Bool = false) -> StrokeStyle {
    let (width, faint) =
      switch self {
      case .start: (1.2, 0.4)
      case .middle: (2, 0.25)
      case .end: (3, 0)
      }
    return StrokeStyle(
      color.faded(faint), width: width,
      dash: dash ? StrokeStyle.dashes(width: width) : [])
  }

  /// What it is called in a legend and under the pointer.
  var words: String {
    switch self {
    case .start: "start"
    case .middle: "middle"
    case .end: "end"
    }
  }
}
