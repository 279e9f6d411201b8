import Gzip

/// The unpacked bytes of a gzipped file that is in memory, piece by piece, so that the start can be looked
/// at before memory is taken for the rest.
final class GzipStream {
  private let inflater: GzipInflater
  private let source: IDXSource
  private let size: Int

  /// Whether the bytes begin as gzip does.
  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { GzipInflater.isGzip(bytes) }

  /// A stream at the start of `bytes`, the whole file, which messages call `name`.
  ///
  /// - Throws: `DatasetError.badContent` when zlib has no memory for it.
  init(_ bytes: [UInt8], name: String) throws(DatasetError) {
    source = IDXSource(name: name, isUnpacked: false)
    size = bytes.count
    do throws(GzipError) { inflater = try GzipInflater() } catch {
      throw source.fault(at: error.position, error.problem)
    }
    inflater.feed(bytes)
  }

  /// Fills `buffer` with the next unpacked bytes.
  ///
  /// - Returns: How many there were: fewer than asked for only at the end of the file, and then all
  ///   checksums are right.
  /// - Throws: `DatasetError.badContent` for damaged or missing data, a wrong checksum, bytes that are no
  ///   gzip.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    do throws(GzipError) {
      let count = try inflater.read(into: buffer)
      if count < buffer.count { try inflater.expectEnd() }
      return count
    } catch {
      guard error.reason == .followed else {
        throw source.fault(at: error.position, error.problem)
      }
      throw source.fault(
        at: error.position,
        "expected the end of the file after the gzip data, "
          + "got \(size - error.position) more bytes; get the file again, or cut them off")
    }
  }
}
