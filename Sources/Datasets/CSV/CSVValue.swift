/// What a cell of a CSV file holds.
enum CSVValue: Equatable {
  /// A finite decimal number.
  case number(Double)
  /// Nothing but spaces, or one of the words for a value that is not there: `NA`, `N/A`, `nan`,
  /// `null`, `?`; as it is written.
  case missing(String)
  /// `inf` or a number beyond the range of a Double, as it is written.
  case notFinite(String)
  /// Anything else, without the spaces around it.
  case text(String)

  /// Reads a cell. Spaces and tabs around the contents do not count.
  ///
  /// - Parameter decimalCommas: Whether `1,5` is the number 1.5.
  /// - Returns: `nil` when the bytes are not UTF-8.
  init?(_ bytes: some BidirectionalCollection<UInt8>, decimalCommas: Bool = false) {
    let trimmed = Self.trimmed(bytes)
    if let integer = Self.smallInteger(trimmed) {
      self = .number(integer)
      return
    }
    guard let text = String(validating: trimmed, as: UTF8.self) else { return nil }
    // `Double` would read hexadecimal digits too, which a data file has for identifiers.
    if trimmed.allSatisfy(Self.isOfDecimalNumber), let number = Double(text) {
      self = number.isFinite ? .number(number) : .notFinite(text)
    } else if decimalCommas, let number = Self.numberWithComma(trimmed) {
      self = number.isFinite ? .number(number) : .notFinite(text)
    } else if Self.isMissing(text) {
      self = .missing(text)
    } else if Self.namesOfNotFinite.contains(text.lowercased()) {
      self = .notFinite(text)
    } else {
      self = .text(text)
    }
  }

  /// The bytes without the spaces and tabs around them.
  static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
    func isBlank(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
    let end = bytes.lastIndex { !isBlank($0) }.map { bytes.index(after: $0) }
    return bytes[..<(end ?? bytes.startIndex)].drop(while: isBlank)
  }

  /// The number that is written with one comma in the place of the point.
  private static func numberWithComma(_ bytes: some Collection<UInt8>) -> Double? {
    guard bytes.count(where: { $0 == CSVByte.comma }) == 1 else { return nil }
    let pointed = bytes.map { $0 == CSVByte.comma ? CSVByte.point : $0 }
    guard pointed.allSatisfy(isOfDecimalNumber) else { return nil }
    return Double(String(decoding: pointed, as: UTF8.self))
  }

  private static func isMissing(_ text: String) -> Bool {
    text.utf8.count <= 4 && ["", "na", "n/a", "nan", "null", "?"].contains(text.lowercased())
  }

  private static let namesOfNotFinite: Set<String> = [
    "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity",
  ]

  private static func isOfDecimalNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default:
      false
    }
  }

  /// The number in up to 15 digits, which is exact in a Double; most cells of images are such, and
  /// need no `String`.
  private static func smallInteger(_ bytes: some Collection<UInt8>) -> Double? {
    var value = 0
    var digits = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 15 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
    }
    return digits > 0 ? Double(value) : nil
  }
}
