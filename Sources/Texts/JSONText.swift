import Foundation

/// JSON as `Documentation/json.md` has it: numbers that are not finite are the strings "nan", "inf", "-inf";
/// keys are sorted, so that the same value is the same text.
public enum JSONText {
  /// A value as JSON.
  ///
  /// - Parameter pretty: on indented lines, or on one.
  /// - Throws: what the value throws when it is encoded.
  public static func encode(_ value: some Encodable, pretty: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      : [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The value of a JSON text.
  ///
  /// - Throws: `DecodingError` where the text is no JSON, or not that of such a value.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from text: String
  ) throws -> Value {
    do {
      return try decoder(positive: "inf", negative: "-inf", nan: "nan").decode(
        type, from: Data(text.utf8))
    } catch {
      // Stores of the first versions spell them in another way.
      guard
        let value = try? decoder(positive: "Infinity", negative: "-Infinity", nan: "NaN").decode(
          type, from: Data(text.utf8))
      else { throw error }
      return value
    }
  }

  private static func decoder(positive: String, negative: String, nan: String) -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: positive, negativeInfinity: negative, nan: nan)
    return decoder
  }
}
