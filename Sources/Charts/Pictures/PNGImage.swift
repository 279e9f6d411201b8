import CPNG
import Files
import Foundation

/// A picture as RGBA bytes (sRGB, not premultiplied), with its metadata.
public struct PNGImage: Sendable, Hashable {
  public let width: Int
  public let height: Int
  /// width · height · 4 bytes, row by row from the top left.
  public var pixels: [UInt8]
  /// Text metadata in the order of the file.
  public var text: [TextEntry]
  /// Pixel density of both axes; 0 where unknown.
  public var pixelsPerMetre: UInt32

  public init(
    width: Int, height: Int, pixels: [UInt8], text: [TextEntry] = [], pixelsPerMetre: UInt32 = 0
  ) {
    self.width = width
    self.height = height
    self.pixels = pixels
    self.text = text
    self.pixelsPerMetre = pixelsPerMetre
  }

  /// Reads a PNG of any colour type and depth.
  ///
  /// - Throws: `PNGError` for a file that cannot be read, is no PNG, is damaged, or has more than
  ///   `maximumPixels` pixels.
  public init(
    contentsOf path: String, maximumPixels: UInt64 = Self.defaultMaximumPixels
  ) throws(PNGError) {
    guard !path.utf8.contains(0) else { throw Self.unusable(path) }
    var decoded = cpng_decoded()
    var error = cpng_error()
    guard cpng_read(path, maximumPixels, &decoded, &error) == CPNG_OK else {
      throw PNGError(path: path, error)
    }
    self.init(taking: &decoded)
  }

  /// Reads a PNG from memory.
  ///
  /// - Throws: `PNGError` as for a file.
  public init(
    bytes: [UInt8], maximumPixels: UInt64 = Self.defaultMaximumPixels
  ) throws(PNGError) {
    var decoded = cpng_decoded()
    var error = cpng_error()
    let status = cpng_read_bytes(bytes, bytes.count, maximumPixels, &decoded, &error)
    guard status == CPNG_OK else { throw PNGError(path: "<memory>", error) }
    self.init(taking: &decoded)
  }

  /// 2²⁸ pixels, 1 GiB of RGBA.
  public static let defaultMaximumPixels: UInt64 = 1 << 28

  /// The bytes of a PNG file. A picture without transparent pixels becomes RGB.
  ///
  /// - Throws: `PNGError` for a size of 0, pixels that do not fit the size, and a bad text key.
  public func encoded() throws(PNGError) -> [UInt8] {
    let path = "<memory>"
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !overflow, count <= Int(Self.defaultMaximumPixels) else {
      throw PNGError(
        path: path, reason: .invalidPicture, expected: "between 1 and 2^28 pixels",
        found: "\(width) x \(height)")
    }
    guard pixels.count == count * 4 else {
      throw PNGError(
        path: path, reason: .invalidPicture,
        expected: "\(count * 4) bytes for \(width) x \(height) RGBA pixels",
        found: "\(pixels.count) bytes")
    }
    if let entry = text.first(where: { $0.key.utf8.contains(0) || $0.value.utf8.contains(0) }) {
      throw PNGError(
        path: path, reason: .invalidPicture, expected: "text without NUL characters",
        found: "a NUL in entry \(entry.key)")
    }
    let opaque = isOpaque
    let channels = opaque ? 3 : 4
    let bytes = opaque ? withoutAlpha : pixels
    var error = cpng_error()
    var file: UnsafeMutablePointer<UInt8>?
    var length = 0
    let status = bytes.withUnsafeBufferPointer { buffer in
      withTexts { texts in
        var image = cpng_image()
        image.width = UInt32(width)
        image.height = UInt32(height)
        image.channels = Int32(channels)
        image.stride = width * channels
        image.pixels = buffer.baseAddress
        image.pixels_per_metre = pixelsPerMetre
        image.texts = texts.baseAddress
        image.text_count = texts.count
        return cpng_encode(&image, &file, &length, &error)
      }
    }
    guard status == CPNG_OK else { throw PNGError(path: path, error) }
    defer { free(file) }
    return Array(UnsafeBufferPointer(start: file, count: length))
  }

  /// Writes the file completely or not at all.
  ///
  /// - Throws: `PictureError` where this cannot be a PNG, and where the file cannot be written.
  public func write(to path: String) throws(PictureError) {
    let bytes: [UInt8]
    do { bytes = try encoded() } catch { throw .png(error) }
    do { try AtomicFile.write(bytes, to: path) } catch { throw .file(error) }
  }

  /// The colour of a pixel; nil outside of the picture.
  public func color(x: Int, y: Int) -> Color? {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
    let at = (y * width + x) * 4
    guard at + 3 < pixels.count else { return nil }
    return Color(
      red: Double(pixels[at]) / 255, green: Double(pixels[at + 1]) / 255,
      blue: Double(pixels[at + 2]) / 255, alpha: Double(pixels[at + 3]) / 255)
  }

  // MARK: - C

  // Both by hand, with `while`, for the sake of builds that are not optimized.
  private var isOpaque: Bool {
    pixels.withUnsafeBufferPointer { pixels in
      var at = 3
      while at < pixels.count {
        if pixels[at] != 255 { return false }
        at += 4
      }
      return true
    }
  }

  private var withoutAlpha: [UInt8] {
    let size = pixels.count / 4 * 3
    return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
      pixels.withUnsafeBufferPointer { pixels in
        var (from, to) = (0, 0)
        while to < size {
          bytes[to] = pixels[from]
          bytes[to + 1] = pixels[from + 1]
          bytes[to + 2] = pixels[from + 2]
          from += 4
          to += 3
        }
      }
      count = size
    }
  }

  /// The entries as C strings, which live as long as the call of `body`.
  private func withTexts<Result>(_ body: (UnsafeBufferPointer<cpng_text>) -> Result) -> Result {
    let bytes = text.flatMap { Array($0.key.utf8CString) + Array($0.value.utf8CString) }
    return bytes.withUnsafeBufferPointer { buffer in
      var texts: [cpng_text] = []
      var at = 0
      for entry in text {
        let key = buffer.baseAddress?.advanced(by: at)
        at += entry.key.utf8.count + 1
        let value = buffer.baseAddress?.advanced(by: at)
        at += entry.value.utf8.count + 1
        texts.append(cpng_text(key: key, value: value))
      }
      return texts.withUnsafeBufferPointer(body)
    }
  }

  private init(taking decoded: inout cpng_decoded) {
    let width = Int(decoded.width)
    let height = Int(decoded.height)
    var text: [TextEntry] = []
    for index in 0..<decoded.text_count {
      guard let key = decoded.text_keys[index], let value = decoded.text_values[index] else {
        continue
      }
      text.append(TextEntry(String(cString: key), String(cString: value)))
    }
    self.init(
      width: width, height: height,
      pixels: Array(UnsafeBufferPointer(start: decoded.pixels, count: width * height * 4)),
      text: text, pixelsPerMetre: decoded.pixels_per_metre)
    cpng_decoded_free(&decoded)
  }

  private static func unusable(_ path: String) -> PNGError {
    PNGError(
      path: path, reason: .cannotOpen, expected: "a path without NUL characters", found: "one")
  }
}
