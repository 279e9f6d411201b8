import CZlib
import Texts

/// Inflates gzip (RFC 1952) piece by piece, so that the start can be looked at before memory is
/// taken for the rest.
///
/// A file may consist of several members, whose contents follow each other. The CRC-32 and the
/// length of each are checked by zlib.
final class GzipStream {
  /// A deflate stream at its best spends 2 bits on a match of 258 bytes: 1032 bytes for each.
  static let maximumRatio = 1032

  private let bytes: [UInt8]
  private let source: IDXSource
  /// How many of the bytes zlib has taken.
  private var position = 0
  private var isAtEnd = false
  /// On the heap, because zlib remembers the address.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Whether the bytes begin as gzip does.
  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// A stream at the start of `bytes`, the whole file, which messages call `name`.
  ///
  /// - Throws: `DatasetError.badContent` when zlib has no memory for it.
  init(_ bytes: [UInt8], name: String) throws(DatasetError) {
    self.bytes = bytes
    source = IDXSource(name: name, isUnpacked: false)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, which every file may need; 16 more ask for the gzip format alone.
    let code = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw fault(code) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Fills `buffer` with the next unpacked bytes.
  ///
  /// - Returns: How many there were: fewer than asked for only at the end of the file, and then all
  ///   checksums are right.
  /// - Throws: `DatasetError.badContent` for damaged or missing data, a wrong checksum, bytes that are no gzip.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    var filled = 0
    while filled < buffer.count, !isAtEnd {
      let room = min(buffer.count - filled, 1 << 30)
      let (code, count) = inflateStep(into: buffer.baseAddress.map { $0 + filled }, room)
      filled += count
      switch code {
      case Z_OK: continue
      case Z_STREAM_END: try beginNextMember()
      default: throw fault(code)
      }
    }
    return filled
  }

  private func inflateStep(
    into start: UnsafeMutableRawPointer?, _ room: Int
  ) -> (code: Int32, count: Int) {
    bytes.withUnsafeBufferPointer { input in
      let available = min(input.count - position, 1 << 30)
      // zlib's pointer is not const, but it only reads.
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress.map { $0 + position })
      stream.pointee.avail_in = UInt32(available)
      stream.pointee.next_out = start?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let code = inflate(stream, Z_NO_FLUSH)
      position += available - Int(stream.pointee.avail_in)
      return (code, room - Int(stream.pointee.avail_out))
    }
  }

  private func beginNextMember() throws(DatasetError) {
    guard position < bytes.count else {
      isAtEnd = true
      return
    }
    guard Self.isGzip(bytes[position...]) else {
      throw source.fault(
        at: position,
        "expected the end of the file after the gzip data, "
          + "got \(bytes.count - position) more bytes; get the file again, or cut them off")
    }
    let code = inflateReset(stream)
    guard code == Z_OK else { throw fault(code) }
  }

  private func fault(_ code: Int32) -> DatasetError {
    if code == Z_BUF_ERROR, position == bytes.count {
      return source.fault(
        at: position,
        "expected more gzip data, got the end of the file; "
          + "the file is incomplete, get it again")
    }
    let reason = stream.pointee.msg.map { String(cString: $0) } ?? "error \(code)"
    return source.fault(
      at: position,
      "expected sound gzip data, got \(reason.inQuotes); "
        + "the file is damaged, get it again")
  }
}
