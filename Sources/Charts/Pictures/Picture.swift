import Files

/// Makes pictures from drawing instructions.
public enum Picture {
  /// The file formats, by the ending of the name.
  public enum FileFormat: String, Sendable, CaseIterable {
    case png
    case svg
    case pdf

    /// The format of a path, in any case of letters; nil where the ending says none.
    public init?(path: String) {
      guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
      self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }
  }

  /// Draws and writes a file, whose format the ending of its name decides. The file appears under
  /// its name complete or not at all, in every format.
  ///
  /// - Parameters:
  ///   - path: ends in .png, .svg or .pdf.
  ///   - size: in points.
  ///   - scale: pixels for each point; for PNG only.
  ///   - metadata: PNG's text chunks, SVG's title and description, PDF's document fields.
  ///   - draw: draws on a white canvas.
  /// - Throws: `PictureError`, or what `draw` throws.
  public static func render(
    to path: String, size: Size, scale: Double = 2, metadata: [TextEntry] = [],
    draw: (any Canvas) throws -> Void
  ) throws {
    guard let format = FileFormat(path: path) else { throw PictureError.unknownFormat(path: path) }
    let bytes = try bytes(
      format: format, size: size, scale: scale, metadata: metadata, draw: draw)
    do { try AtomicFile.write(bytes, to: path) } catch { throw PictureError.file(error) }
  }

  /// Draws a file into memory; the parameters are those of `render`.
  ///
  /// - Throws: `PictureError`, or what `draw` throws.
  public static func bytes(
    format: FileFormat, size: Size, scale: Double = 2, metadata: [TextEntry] = [],
    draw: (any Canvas) throws -> Void
  ) throws -> [UInt8] {
    switch format {
    case .png:
      var image = try image(size: size, scale: scale, draw: draw)
      image.text = metadata
      do { return try image.encoded() } catch { throw PictureError.png(error) }
    case .svg:
      let canvas = try SVGCanvas(size: size)
      try draw(canvas)
      return canvas.document(metadata: metadata)
    case .pdf:
      let canvas = try CairoCanvas(size: size, format: .pdf)
      try draw(canvas)
      return try canvas.vectorBytes(metadata: metadata)
    }
  }

  /// Draws into memory.
  ///
  /// - Throws: `PictureError`, or what `draw` throws.
  public static func image(
    size: Size, scale: Double = 2, draw: (any Canvas) throws -> Void
  ) throws -> PNGImage {
    let canvas = try CairoCanvas(size: size, format: .pixels(scale: scale))
    try draw(canvas)
    return try canvas.image()
  }
}
