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
    let heading = canvas.balanced(
      canvas.fit(
        title, width: inner.width, font: Typography.pageTitle, maximumLines: 2, minimumSize: 20),
      of: title, width: inner.width)
    canvas.text(heading, top: Point(inner.minX, top), color: Palette.ink)
    top += heading.height
    if let subtitle {
      let fitted = fit(subtitle, Typography.pageSubtitle, least: 13, inner.width, canvas)
      top += 4
      canvas.text(fitted, top: Point(inner.minX, top), color: Palette.secondaryText)
      top += fitted.height
    }
    var bottom = inner.maxY
    if let source {
      let fitted = fit(source, Typography.note, least: 11, inner.width, canvas)
      bottom -= fitted.height
      canvas.text(fitted, top: Point(inner.minX, bottom), color: Palette.mutedText)
      bottom -= 22
    }
    top += 26
    return Rect(x: inner.minX, y: top, width: inner.width, height: max(0, bottom - top))
  }

  /// On two lines, or on three where it would be cut.
  private func fit(
    _ text: String, _ font: Font, least: Double, _ width: Double, _ canvas: any Canvas
  ) -> FittedText {
    let fitted = canvas.fit(
      text, width: width, font: font, maximumLines: 2, minimumSize: least)
    guard fitted.isShortened else { return canvas.balanced(fitted, of: text, width: width) }
    return canvas.fit(
      text, width: width, font: font, maximumLines: 3, minimumSize: least, breaksWords: true)
  }
}
