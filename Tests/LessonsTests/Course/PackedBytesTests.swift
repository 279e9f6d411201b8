import Testing

@testable import Gzip

/// What a page is packed with.
@Suite struct PackedBytesTests {
  private let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

  private func unpacked(_ packed: [UInt8]) throws -> [UInt8] {
    let inflater = try GzipInflater()
    inflater.feed(packed)
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = try buffer.withUnsafeMutableBytes { try inflater.read(into: $0) }
    try inflater.expectEnd()
    return Array(buffer[..<count])
  }

  /// zlib counts what it is given in 32 bits: what is longer is given in parts, and none of it is left out.
  @Test(arguments: [1, 7, 4999, 5000, 5001]) func everyPartIsPacked(_ most: Int) throws {
    #expect(try unpacked(GzipDeflater.packed(bytes, inPartsOf: most)) == bytes)
  }

  @Test func nothingIsPackedToo() throws {
    #expect(try unpacked(GzipDeflater.packed([])).isEmpty)
  }

  /// Nobody has a damaged file where there was no memory to pack one.
  @Test func anErrorOfPackingIsNotOneOfAFile() {
    let error = GzipError(position: 0, reason: .unpacked("out of memory"))
    #expect(error.problem.contains("out of memory") && !error.problem.contains("damaged"))
  }
}
