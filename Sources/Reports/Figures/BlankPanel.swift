import Charts

extension Panel {
  /// The room of a plot without anything in it, in a grid whose last row is not full.
  static var blank: Panel { blank(title: nil) }

  /// The same with words, and with marks that need no axes: two axes without anything on them, and no frame.
  static func blank(
    title: String?, titleColor: Color = Palette.ink, marks: [any Mark] = [],
    background: Color? = nil
  ) -> Panel {
    func side(_ side: Axis.Side) -> Axis {
      Axis(
        side, scale: LinearScale(from: 0, to: 1), ticks: .values([]), showsLabels: false,
        showsLine: false)
    }
    return Panel(
      title: title, titleColor: titleColor, x: side(.bottom), y: side(.left), marks: marks,
      background: background)
  }
}
