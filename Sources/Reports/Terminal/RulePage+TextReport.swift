import Diagnosis

/// The page in a terminal: prose and lists, whose headings stand out.
extension RulePage: TextReport {
  public var blocks: [TextBlock] {
    lines.enumerated().map { index, line in
      // `Why it matters: …`, `Tried on:`; an item of a list is further in.
      guard index > 0, !line.hasPrefix(" "), let colon = line.firstIndex(of: ":"),
        line[..<colon].split(separator: " ").count <= 4
      else { return .line(line, index == 0 ? .strong : nil) }
      let end = line.index(after: colon)
      return .line(RichText(String(line[..<end]), .strong) + RichText(String(line[end...])))
    }
  }
}
