import CZlib

/// Packs bytes as gzip (RFC 1952).
public enum GzipDeflater {
  /// The bytes packed as tightly as zlib can, in one member without a name or a time: the same bytes give the
  /// same file.
  ///
  /// - Throws: `GzipError` where zlib has no memory.
  public static func packed(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
    try packed(bytes, inPartsOf: Int(UInt32.max))
  }

  /// Packs with so many bytes at a time: zlib counts what it is given in 32 bits.
  static func packed(_ bytes: [UInt8], inPartsOf most: Int) throws(GzipError) -> [UInt8] {
    // On the heap, because zlib remembers the address.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    // 16 more than the largest window asks for gzip's head and checksum.
    let code = deflateInit2_(
      stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw fault(code, stream) }
    defer { deflateEnd(stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: 1 << 16)
    var result: [UInt8] = []
    return try input.withUnsafeMutableBufferPointer { input throws(GzipError) in
      var given = 0
      var code = Z_OK
      repeat {
        if stream.pointee.avail_in == 0, given < input.count {
          let count = min(most, input.count - given)
          stream.pointee.next_in = input.baseAddress?.advanced(by: given)
          stream.pointee.avail_in = UInt32(clamping: count)
          given += count
        }
        code = output.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          return deflate(stream, given < input.count ? Z_NO_FLUSH : Z_FINISH)
        }
        guard code == Z_OK || code == Z_STREAM_END else { throw fault(code, stream) }
        result += output[..<(output.count - Int(stream.pointee.avail_out))]
      } while code != Z_STREAM_END
      return result
    }
  }

  private static func fault(_ code: Int32, _ stream: UnsafeMutablePointer<z_stream>) -> GzipError {
    GzipError(
      position: Int(stream.pointee.total_in),
      reason: .unpacked(
        stream.pointee.msg.map { String(cString: $0) }
          ?? (code == Z_MEM_ERROR ? "out of memory" : "error \(code)")))
  }
}
