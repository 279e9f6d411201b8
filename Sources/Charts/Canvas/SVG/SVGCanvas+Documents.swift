extension SVGCanvas {
  /// The file: the drawing with its title, which browsers show and screen readers read, and a description
  /// with every entry.
  public func document(metadata: [TextEntry] = []) -> [UInt8] {
    let title = metadata.first { $0.key == "Title" }
    let lines = metadata.map { SVGText.escaped("\($0.key): \($0.value)") }
    let head =
      (title.map { "<title>\(SVGText.escaped($0.value))</title>\n" } ?? "")
      + (lines.isEmpty ? "" : "<desc>\(lines.joined(separator: "\n"))</desc>\n")
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGText.number(size.width))\""
      + " height=\"\(SVGText.number(size.height))\"\(shared) style=\"white-space:pre\">\n"
      + "\(head)\(body)</svg>\n"
    return Array(text.utf8)
  }

  /// The drawing within a page, as a picture that has a name and a description. The page's style has to say
  /// `white-space: pre` of its texts.
  public func element(title: String, description: String) -> String {
    "<svg role=\"img\" aria-labelledby=\"\(prefix)-title\" aria-describedby=\"\(prefix)-desc\""
      + "\(shared)>\n"
      + "<title id=\"\(prefix)-title\">\(SVGText.escaped(title))</title>\n"
      + "<desc id=\"\(prefix)-desc\">\(SVGText.escaped(description))</desc>\n\(body)</svg>"
  }

  /// What was drawn, complete.
  private var body: String {
    flush()
    return content
  }

  /// The attributes of every drawing. Blanks stay as they are, as they set texts apart: newer readers are told
  /// so by the style.
  private var shared: String {
    " viewBox=\"0 0 \(SVGText.number(size.width)) \(SVGText.number(size.height))\""
      + " font-family=\"\(SVGText.family)\" xml:space=\"preserve\""
  }
}
