import CPNG

/// Why a PNG could not be made or read.
public struct PNGError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    /// The picture cannot be a PNG: size 0, the wrong number of bytes, a bad text key.
    case invalidPicture
    case cannotOpen
    case cannotRead
    case notAPNG
    /// libpng refused the bytes; `found` is its message.
    case corrupt
    case tooLarge
    case outOfMemory
  }

  /// The file; "<memory>" for bytes.
  public let path: String
  public let reason: Reason
  /// What was needed, for example "a folder that can be written".
  public let expected: String
  /// What came instead, in the words of the system or of libpng.
  public let found: String
  /// The errno of the system call that failed, or 0.
  public let systemError: Int32

  public init(
    path: String, reason: Reason, expected: String, found: String, systemError: Int32 = 0
  ) {
    self.path = path
    self.reason = reason
    self.expected = expected
    self.found = found
    self.systemError = systemError
  }

  public var description: String { "\(path): expected \(expected), got: \(found)" }

  /// The error value of a failed call into CPNG.
  init(path: String, _ error: cpng_error) {
    let (reason, expected): (Reason, String) =
      switch error.status {
      case CPNG_CANNOT_OPEN: (.cannotOpen, "a file that can be opened")
      case CPNG_CANNOT_READ: (.cannotRead, "a file that can be read")
      case CPNG_NOT_A_PNG: (.notAPNG, "a PNG file")
      case CPNG_LIBPNG_ERROR: (.corrupt, "an intact PNG file")
      case CPNG_TOO_LARGE: (.tooLarge, "a picture within the size limit")
      case CPNG_OUT_OF_MEMORY: (.outOfMemory, "enough memory")
      default: (.invalidPicture, "a picture that PNG can hold")
      }
    let message = withUnsafeBytes(of: error.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    self.init(
      path: path, reason: reason, expected: expected, found: message,
      systemError: error.system_error)
  }
}
