import Charts

@testable import Reports

/// What no picture may do, found on the recording canvas.
enum FigureFaults {
  /// The words by which a picture says that its axes end before its numbers do.
  static let beyond = "beyond the axis"

  /// One sentence a fault; none for a picture as it should be.
  ///
  /// - Parameter names: what runs are called in it; they may be shortened, nothing else.
  static func of(_ figure: any Figure, names: [String] = []) -> [String] {
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    let overlaps = canvas.overlappingTexts().map { "“\($0.string)” lies over “\($1.string)”" }
    let outside = canvas.textsOutside(canvas.bounds).map { "“\($0.string)” is cut" }
    let shortened = canvas.strings.filter { isShortened($0, names) }.map { "“\($0)” is shortened" }
    let empty = canvas.emptyPlots.map { "the plot “\($0.names.title ?? "")” says nothing" }
    let isSaid = canvas.strings.joined(separator: " ").contains(beyond)
    let cut = isSaid ? [] : Set(canvas.cutMarks.map { $0.plot.names.title ?? "" })
    let marks = canvas.marksOutside.count
    return overlaps + outside + shortened + empty
      + cut.sorted().map { "the edge of the plot “\($0)” cuts a mark, and no word says so" }
      + (marks == 0 ? [] : ["\(marks) marks leave the canvas"])
      + (canvas.texts.isEmpty ? ["no word is in it"] : [])
  }

  /// Whether an ellipsis stands for something other than the middle of a long name.
  private static func isShortened(_ text: String, _ names: [String]) -> Bool {
    let letters = Array(text)
    return letters.indices.filter { letters[$0] == "…" }.contains { index in
      // A name may go on in the next line: the letters on both sides within this one.
      let around = letters[max(index - 6, 0)...min(index + 6, letters.count - 1)]
      return !names.contains { $0.contains(String(around)) }
    }
  }
}
