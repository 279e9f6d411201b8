/// The frame of a picture: its question as a title, a subtitle, and the source line at the foot.
public struct Page: Sendable {
  public var title: String
  public var subtitle: String?
  /// Where the numbers come from: command, data, seed.
  public var source: String?
  public var margins: Insets

  public init(
    title: String, subtitle: String? = nil, source: String? = nil,
    margins: Insets = Insets(top: 34, left: 48, bottom: 28, right: 48)
  ) {
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.margins = margins
  }

  /// Draws title, subtitle and source line and returns the area between them.
  public func draw(on canvas: any Canvas) -> Rect {
    let inner = canvas.bounds.inset(by: margins)
    var top = inner.minY
    let heading = canvas.fit(
      title, width: inner.width, font: Typography.pageTitle, maximumLines: 2, minimumSize: 20)
    canvas.text(heading, top: Point(inner.minX, top), color: Palette.ink)
    top += heading.height
    if let subtitle {
      let fitted = canvas.fit(
        subtitle, width: inner.width, font: Typography.pageSubtitle, maximumLines: 2,
        minimumSize: 13)
      top += 4
      canvas.text(fitted, top: Point(inner.minX, top), color: Palette.secondaryText)
      top += fitted.height
    }
    var bottom = inner.maxY
    if let source {
      let fitted = canvas.fit(
        source, width: inner.width, font: Typography.note, maximumLines: 2, minimumSize: 11)
      bottom -= fitted.height
      canvas.text(fitted, top: Point(inner.minX, bottom), color: Palette.mutedText)
      bottom -= 22
    }
    top += 26
    return Rect(x: inner.minX, y: top, width: inner.width, height: max(0, bottom - top))
  }
}
