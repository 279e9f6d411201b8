import CZlib

/// Inflates gzip (RFC 1952) piece by piece: compressed bytes are fed, and unpacked ones read, so that
/// neither side need be in memory as a whole.
///
/// A file may consist of several members, whose contents follow each other. The CRC-32 and the length of
/// each are checked by zlib.
public final class GzipInflater {
  /// A deflate stream at its best spends 2 bits on a match of 258 bytes: 1032 bytes for each.
  public static let maximumRatio = 1032

  private var bytes: [UInt8] = []
  /// How many of `bytes` zlib has taken.
  private var position = 0
  /// Bytes that were fed before `bytes`.
  private var passed = 0
  /// Whether a member has ended and no other has begun.
  private var isBetweenMembers = false
  /// On the heap, because zlib remembers the address.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Whether the bytes begin as gzip does.
  public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x1F, 0x8B])
  }

  /// A stream at the start of a file of which nothing has been fed.
  ///
  /// - Throws: `GzipError` when zlib has no memory for it.
  public init() throws(GzipError) {
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

  /// Gives the next compressed bytes of the file.
  public func feed(_ more: [UInt8]) {
    passed += position
    bytes = position == bytes.count ? more : Array(bytes[position...]) + more
    position = 0
  }

  /// Fills `buffer` with the next unpacked bytes.
  ///
  /// - Returns: How many there were: fewer than asked for where the bytes that were fed give no more.
  /// - Throws: `GzipError` for damaged data, a wrong checksum, and bytes that are no gzip.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(GzipError) -> Int {
    var filled = 0
    while filled < buffer.count {
      if isBetweenMembers {
        // Two bytes tell whether another member follows.
        guard bytes.count - position >= 2 else { break }
        try beginNextMember()
      }
      let room = min(buffer.count - filled, 1 << 30)
      let (code, count) = inflateStep(into: buffer.baseAddress.map { $0 + filled }, room)
      filled += count
      switch code {
      case Z_OK: continue
      case Z_STREAM_END: isBetweenMembers = true
      // No progress without more input.
      case Z_BUF_ERROR where position == bytes.count: return filled
      default: throw fault(code)
      }
    }
    return filled
  }

  /// Says that the file ends with what was fed and all of it was read.
  ///
  /// - Throws: `GzipError` where the data goes on, or something else follows it.
  public func expectEnd() throws(GzipError) {
    guard isBetweenMembers else { throw fault(.incomplete) }
    guard position == bytes.count else { throw fault(.followed) }
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

  private func beginNextMember() throws(GzipError) {
    guard Self.isGzip(bytes[position...]) else { throw fault(.followed) }
    let code = inflateReset(stream)
    guard code == Z_OK else { throw fault(code) }
    isBetweenMembers = false
  }

  private func fault(_ code: Int32) -> GzipError {
    fault(.damaged(stream.pointee.msg.map { String(cString: $0) } ?? "error \(code)"))
  }

  private func fault(_ reason: GzipError.Reason) -> GzipError {
    GzipError(position: passed + position, reason: reason)
  }
}
