/// Text that was made to fit a width.
public struct FittedText: Sendable, Hashable {
  public let lines: [String]
  public let font: Font
  /// Width of the widest line.
  public let width: Double
  /// From one baseline to the next.
  public let lineHeight: Double
  /// Whether words are missing and an ellipsis stands for them.
  public let isShortened: Bool

  public var height: Double { lineHeight * Double(lines.count) }
}

/// Where a text loses words that have no room.
public enum TextEllipsis: Sendable, Hashable {
  /// "one two th…", for sentences.
  case end
  /// "one t…four", for names and commands, whose ends tell them apart.
  case middle
}

extension Canvas {
  /// Makes a text fit a width: breaks it at spaces into at most `maximumLines`, then lowers the
  /// size in half points down to `minimumSize`, and as the last resort leaves words out.
  ///
  /// - Parameter breaksWords: whether a word wider than a line goes on in the next, as names
  ///   without spaces must.
  public func fit(
    _ text: String, width: Double, font: Font, maximumLines: Int = 1, minimumSize: Double? = nil,
    breaksWords: Bool = false, ellipsis: TextEllipsis = .end
  ) -> FittedText {
    let limit = max(1, maximumLines)
    let least = min(font.size, max(1, minimumSize ?? font.size * 0.75))
    let wrap = TextWrapping(canvas: self, width: width, breaksWords: breaksWords && limit > 1)
    var size = font.size
    while true {
      let candidate = font.sized(size)
      if let lines = wrap.lines(text, font: candidate, atMost: limit) {
        return fitted(lines, candidate, isShortened: false)
      }
      guard size > least else { break }
      size = max(least, size - 0.5)
    }
    let smallest = font.sized(least)
    if ellipsis == .middle {
      return fitted(
        wrap.shortenedInTheMiddle(text, font: smallest, atMost: limit), smallest, isShortened: true)
    }
    var lines = wrap.lines(text, font: smallest)
    let rest = lines.dropFirst(limit - 1).joined(separator: " ")
    lines = Array(lines.prefix(limit - 1)) + [rest]
    lines = lines.map { shorten($0, width: width, font: smallest) }
    return fitted(lines, smallest, isShortened: true)
  }

  /// On one line where that is enough, a little smaller if need be, else on several: a caption is not
  /// cut because its panel is narrow.
  public func fitCaption(
    _ text: String, width: Double, font: Font, maximumLines: Int, ellipsis: TextEllipsis = .end
  ) -> FittedText {
    let line = fit(text, width: width, font: font)
    guard line.isShortened else { return line }
    return fit(
      text, width: width, font: font, maximumLines: maximumLines, breaksWords: true,
      ellipsis: ellipsis)
  }

  /// Draws a fitted text with the top of its first line at `point`.
  public func text(
    _ fitted: FittedText, top point: Point, color: Color, anchor: TextAnchor = .start
  ) {
    for (index, line) in fitted.lines.enumerated() {
      let y = point.y + Double(index) * fitted.lineHeight
      text(
        line, at: Point(point.x, y),
        TextStyle(fitted.font, color: color, anchor: anchor, baseline: .top))
    }
  }

  private func fitted(_ lines: [String], _ font: Font, isShortened: Bool) -> FittedText {
    FittedText(
      lines: lines, font: font, width: lines.map { measure($0, font).width }.max() ?? 0,
      lineHeight: measure("", font).height * 1.1, isShortened: isShortened)
  }

  private func shorten(_ line: String, width: Double, font: Font) -> String {
    guard measure(line, font).width > width else { return line }
    var kept = Substring(line)
    while !kept.isEmpty {
      kept = kept.dropLast()
      while kept.last == " " { kept = kept.dropLast() }
      if measure("\(kept)…", font).width <= width { return "\(kept)…" }
    }
    return "…"
  }
}
