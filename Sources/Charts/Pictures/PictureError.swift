import Files

/// Why a picture could not be made.
public enum PictureError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The size in points and the pixels for each point give no surface that can be allocated.
  case invalidSize(Size, scale: Double)
  /// The path ends in none of .png, .svg, .pdf.
  case unknownFormat(path: String)
  /// Cairo failed; its own message.
  case drawing(String)
  /// The picture cannot be a PNG.
  case png(PNGError)
  /// The file could not be written.
  case file(FileError)

  public var description: String {
    switch self {
    case .invalidSize(let size, let scale):
      "picture: expected 1 to 32,000 pixels a side and at most 2^28 together, "
        + "got \(size.width) x \(size.height) points at scale \(scale)"
    case .unknownFormat(let path): "\(path): expected a name ending in .png, .svg or .pdf"
    case .drawing(let message): "picture: drawing failed: \(message)"
    case .png(let error): error.description
    case .file(let error): error.description
    }
  }
}
