import Charts

/// How pictures are written: the type of file, the colours, and pixels for each point.
public struct FigureFormat: Sendable, Hashable {
  public var file: Picture.FileFormat
  public var theme: Theme
  /// Pixels for each point; for PNG only.
  public var scale: Int

  /// PNG on white with two pixels for each point, unless told otherwise.
  public init(file: Picture.FileFormat = .png, theme: Theme = .light, scale: Int = 2) {
    self.file = file
    self.theme = theme
    self.scale = scale
  }

  /// The file of a picture of this name.
  public func fileName(_ name: String) -> String { "\(name).\(file.rawValue)" }

  /// Draws a picture into memory.
  ///
  /// - Throws: `PictureError`.
  func bytes(_ figure: any Figure, metadata: [TextEntry]) throws -> [UInt8] {
    try Picture.bytes(
      format: file, size: figure.size, scale: Double(scale), metadata: metadata
    ) { canvas in
      figure.draw(on: theme == .light ? canvas : ThemedCanvas(canvas, theme: theme))
    }
  }
}
