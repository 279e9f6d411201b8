extension Canvas {
  /// A text on as many lines as before, broken earlier where its last line would be a word or two alone.
  ///
  /// - Parameters:
  ///   - fitted: the text as it was made to fit the width.
  ///   - text: the same as one line.
  func balanced(_ fitted: FittedText, of text: String, width: Double) -> FittedText {
    func last(_ lines: [String]) -> Double {
      lines.last.map { measure($0, fitted.font).width } ?? 0
    }
    guard fitted.lines.count > 1, !fitted.isShortened, last(fitted.lines) < 0.2 * width else {
      return fitted
    }
    var best = fitted
    for share in stride(from: 0.95, through: 0.6, by: -0.05) {
      let narrower = fit(
        text, width: share * width, font: fitted.font, maximumLines: fitted.lines.count,
        minimumSize: fitted.font.size)
      guard !narrower.isShortened else { break }
      best = narrower
      if last(best.lines) >= 0.2 * width { break }
    }
    return best
  }
}
