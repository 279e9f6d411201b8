import Foundation
import Testing

@testable import Charts

/// Damaged files give an error with a message or a picture, never a crash.
@Suite struct PNGDamageTests {
  private func encoded() throws -> [UInt8] {
    try PNGImageTests.example(width: 33, height: 21, alpha: 9).encoded()
  }

  @Test func everyTruncationIsAnError() throws {
    let bytes = try encoded()
    for length in 0..<bytes.count - 12 {
      let error = #expect(throws: PNGError.self) {
        try PNGImage(bytes: Array(bytes[..<length]))
      }
      #expect(error?.reason == (length < 8 ? .notAPNG : .corrupt))
      #expect(error?.found.isEmpty == false)
    }
  }

  @Test func thousandsOfMutationsAreHarmless() throws {
    let original = try encoded()
    var generator = SeededGenerator(seed: 4)
    var errors = 0
    for _ in 0..<4000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.removeSubrange(at..<min(bytes.count, at + 5))
        default: bytes.insert(contentsOf: [0xFF, 0, 0xFF], at: at)
        }
      }
      let outcome = Result { () throws(PNGError) in
        try PNGImage(bytes: bytes, maximumPixels: 1 << 14)
      }
      switch outcome {
      case .success(let image):
        #expect(image.pixels.count == image.width * image.height * 4)
      case .failure(let error):
        errors += 1
        #expect(!error.found.isEmpty)
      }
    }
    #expect(errors > 1000)
  }

  @Test func aHeaderThatPromisesTooMuchIsRefused() throws {
    // 1,000,000 x 1,000,000 pixels; the checksum of the header is right.
    let bytes: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
      + Self.chunk("IHDR", [0, 0x0F, 0x42, 0x40, 0, 0x0F, 0x42, 0x40, 8, 6, 0, 0, 0])
      + [0, 0, 0, 0] + Self.chunk("IDAT", [])
    let error = #expect(throws: PNGError.self) { try PNGImage(bytes: bytes) }
    #expect(error?.reason == .tooLarge)
  }

  /// A chunk's type, data and CRC-32 (without the length before them).
  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in body {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    crc ^= 0xFFFF_FFFF
    return body + (0..<4).map { UInt8(crc >> (24 - 8 * $0) & 255) }
  }
}
