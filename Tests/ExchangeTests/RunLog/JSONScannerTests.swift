import Foundation
import Records
import Testing

@testable import Exchange

@Suite struct JSONScannerTests {
  private func scan(_ text: String) throws -> [String: JSONValue] {
    try JSONScanner.object(Array(text.utf8)[...])
  }

  @Test func everyKindOfValue() throws {
    let object = try scan(
      #" {"a" : [1, -2.5e3, true,false , null], "b":{"c":"x"}, "":[], "d":{}, "a\/":0} "#)
    #expect(
      object == [
        "a": .array([.integer(1), .number(-2500), .bool(true), .bool(false), .null]),
        "b": .object(["c": .string("x")]), "": .array([]), "d": .object([:]), "a/": .integer(0),
      ])
  }

  @Test(arguments: [
    ("0", JSONValue.integer(0)), ("-7", .integer(-7)), ("1.0", .number(1)), ("1E2", .number(100)),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("18446744073709551615", .unsigned(.max)), ("18446744073709551616", .number(0x1p64)),
    ("5e-324", .number(.leastNonzeroMagnitude)), ("1e999", .number(.infinity)),
    ("0.1000000000000000055511151231257827", .number(0.1)),
  ])
  func numbers(_ text: String, _ value: JSONValue) throws {
    #expect(try scan("{\"x\":\(text)}")["x"] == value)
  }

  @Test func aNegativeZeroKeepsItsSign() throws {
    #expect(try scan("{\"x\":-0}")["x"]?.asNumber?.sign == .minus)
  }

  @Test(arguments: [
    (#"\u00e9"#, "é"), (#"\ud83d\ude00"#, "😀"), (#"\ud83d"#, "\u{FFFD}"),
    (#"\ude00x"#, "\u{FFFD}x"), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\n\t\"\\"#, "\n\t\"\\"),
  ])
  func escapes(_ text: String, _ value: String) throws {
    #expect(try scan("{\"x\":\"\(text)\"}")["x"] == .string(value))
  }

  @Test(arguments: [
    "", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1}}", "{\"a\":[1,]}",
    "{\"a\":+1}",
    "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":-}", "{\"a\":tru}", "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12\"}", "{\"a\":\"\\u00g0\"}", "{\"a\":\"\u{1}\"}", "{\"a\":'b'}", "\"a\"", "1",
  ])
  func whatIsNoObjectIsRefused(_ text: String) {
    #expect(throws: LineFault.self) { try scan(text) }
  }

  /// Numbers written by Foundation's encoder, at random: the same bits come back.
  @Test func randomNumbersComeBack() throws {
    var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<2000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: bits)
      guard number.isFinite else { continue }
      let text = String(decoding: try JSONEncoder().encode(["x": number]), as: UTF8.self)
      #expect(try scan(text)["x"]?.asNumber == number)
    }
  }
}
