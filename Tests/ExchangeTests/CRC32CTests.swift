import Testing

@testable import Exchange

@Suite struct CRC32CTests {
  /// RFC 3720, appendix B.4, and the check value of the polynomial.
  @Test func knownValues() {
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8a91_36aa)
    #expect(CRC32C.checksum([UInt8](repeating: 0xff, count: 32)) == 0x62a8_ab43)
    #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xe306_9283)
  }
}
