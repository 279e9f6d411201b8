import Foundation

/// Values as JSON text. The numbers that JSON lacks are the texts `NaN`, `Infinity` and `-Infinity`.
enum JSONText {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(type, from: Data(text.utf8))
  }

  /// A list of counts; there are thousands of them in a run, so without a decoder for each.
  static func encode(counts: [Int]) -> String {
    "[" + counts.map(String.init).joined(separator: ",") + "]"
  }

  /// The counts of such a text; nil where it is none.
  static func decodeCounts(_ text: String) -> [Int]? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: true)
    var counts: [Int] = []
    counts.reserveCapacity(parts.count)
    for part in parts {
      // The limit keeps sums of them within Int.
      guard let count = Int(part), (0...(1 << 53)).contains(count) else { return nil }
      counts.append(count)
    }
    return counts
  }
}
