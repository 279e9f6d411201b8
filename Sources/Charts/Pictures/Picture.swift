import CPNG

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
    switch FileFormat(path: path) {
    case .png:
      var image = try image(size: size, scale: scale, draw: draw)
      image.text = metadata
      do { try image.write(to: path) } catch { throw PictureError.file(error) }
    case .svg:
      try write(vector(.svg, size: size, metadata: metadata, draw: draw), to: path)
    case .pdf:
      try write(vector(.pdf, size: size, metadata: metadata, draw: draw), to: path)
    case nil:
      throw PictureError.unknownFormat(path: path)
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

  private static func vector(
    _ format: CairoCanvas.Format, size: Size, metadata: [TextEntry],
    draw: (any Canvas) throws -> Void
  ) throws -> [UInt8] {
    let canvas = try CairoCanvas(size: size, format: format)
    try draw(canvas)
    return try canvas.vectorBytes(metadata: metadata)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(PictureError) {
    var error = cpng_error()
    guard cpng_write_file(path, bytes, bytes.count, &error) == CPNG_OK else {
      throw .file(PNGError(path: path, error))
    }
  }
}
