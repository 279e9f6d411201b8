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

extension Canvas {
  /// Makes a text fit a width: breaks it at spaces into at most `maximumLines`, then lowers the
  /// size in half points down to `minimumSize`, and as the last resort ends with an ellipsis.
  public func fit(
    _ text: String, width: Double, font: Font, maximumLines: Int = 1, minimumSize: Double? = nil
  ) -> FittedText {
    let limit = max(1, maximumLines)
    let least = min(font.size, max(1, minimumSize ?? font.size * 0.75))
    var size = font.size
    while true {
      let candidate = font.sized(size)
      let lines = wrap(text, width: width, font: candidate)
      if lines.count <= limit, lines.allSatisfy({ measure($0, candidate).width <= width }) {
        return fitted(lines, candidate, isShortened: false)
      }
      guard size > least else { break }
      size = max(least, size - 0.5)
    }
    let smallest = font.sized(least)
    var lines = wrap(text, width: width, font: smallest)
    let rest = lines.dropFirst(limit - 1).joined(separator: " ")
    lines = Array(lines.prefix(limit - 1)) + [rest]
    lines = lines.map { shorten($0, width: width, font: smallest) }
    return fitted(lines, smallest, isShortened: true)
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

  private func wrap(_ text: String, width: Double, font: Font) -> [String] {
    guard measure(text, font).width > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if line.isEmpty || measure(longer, font).width <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return lines + [line]
  }

  private func shorten(_ line: String, width: Double, font: Font) -> String {
    guard measure(line, font).width > width else { return line }
    var kept = Substring(line)
    while !kept.isEmpty {
      kept = kept.dropLast()
      while kept.last == " " { kept = kept.dropLast() }
      if measure(kept + "…", font).width <= width { return kept + "…" }
    }
    return "…"
  }
}

extension Canvas {
  private func measure(_ string: Substring, _ font: Font) -> TextExtent {
    measure(String(string), font)
  }
}
