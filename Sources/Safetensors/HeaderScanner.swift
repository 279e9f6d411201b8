import Files
import Texts

/// Reads the few forms of JSON (RFC 8259) that a safetensors header is made of, strictly.
///
/// The header's grammar has a fixed depth, so nothing here calls itself and no nesting, however
/// deep, can exhaust the stack. General JSON decoders are of no use, as they pass over duplicate
/// keys, which the format forbids.
struct HeaderScanner {
  /// A place that is no JSON, or another form than the one that must be here.
  struct Fault: Error {
    /// The position in the file, from 0.
    var position: Int
    /// What was expected, what came, what to do.
    var problem: String
  }

  /// The position in the file of the next byte.
  private(set) var position: Int
  private let bytes: [UInt8]
  private let end: Int

  /// A scanner of one part of a file.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Steps over white space and returns the byte behind it, without stepping over that one.
  mutating func peek() -> UInt8? {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position += 1
      default:
        return bytes[position]
      }
    }
    return nil
  }

  /// Steps over white space and this character.
  mutating func expect(_ character: Character) throws(Fault) {
    guard peek() == character.asciiValue else { throw fault("expected \"\(character)\"") }
    position += 1
  }

  /// The key of the next member of an object whose "{" has been read, up to its value; `nil` when
  /// the object ends.
  mutating func nextKey(isFirst: inout Bool) throws(Fault) -> String? {
    guard try isNext(closing: "}", isFirst: &isFirst) else { return nil }
    let key = try string()
    try expect(":")
    return key
  }

  /// Whether there is another element in an array whose "[" has been read; steps up to it, or over
  /// the end of the array.
  mutating func isNextElement(isFirst: inout Bool) throws(Fault) -> Bool {
    try isNext(closing: "]", isFirst: &isFirst)
  }

  private mutating func isNext(
    closing: Character, isFirst: inout Bool
  ) throws(Fault) -> Bool {
    if peek() == closing.asciiValue {
      position += 1
      return false
    }
    if !isFirst {
      guard peek() == UInt8(ascii: ",") else { throw fault("expected \",\" or \"\(closing)\"") }
      position += 1
    }
    isFirst = false
    return true
  }

  /// An integer from 0, in decimal digits without a fraction or an exponent.
  mutating func integer() throws(Fault) -> Int {
    _ = peek()
    let start = position
    var value = 0
    while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      let digit = Int(bytes[position] - UInt8(ascii: "0"))
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = product.addingReportingOverflow(digit)
      guard !isTooLarge, !isStillTooLarge else {
        throw Fault(
          position: start,
          problem: "expected an integer below 2⁶³, got a larger one; save the file again")
      }
      value = sum
      position += 1
    }
    let hasLeadingZero = position > start + 1 && bytes[start] == UInt8(ascii: "0")
    guard position > start, !hasLeadingZero else {
      position = start
      throw fault("expected an integer from 0")
    }
    return value
  }

  /// A string, with its escapes resolved.
  mutating func string() throws(Fault) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw fault("expected a string") }
    position += 1
    let start = position
    var contents: [UInt8] = []
    var runStart = position
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        contents += bytes[runStart..<position]
        position += 1
        guard let text = String(validating: contents, as: UTF8.self) else {
          throw Fault(
            position: start,
            problem: "expected a string in UTF-8, got other bytes; "
              + "save the file again")
        }
        return text
      case UInt8(ascii: "\\"):
        contents += bytes[runStart..<position]
        try contents.append(contentsOf: String(escape()).utf8)
        runStart = position
      case 0..<0x20:
        throw fault("expected a control character in a string as an escape")
      default:
        position += 1
      }
    }
    throw fault("expected the end of a string")
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    let start = position
    position += 1
    let character = position < end ? bytes[position] : 0
    position += 1
    switch character {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unicode.Scalar(character)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      if let scalar = escapedScalar() { return scalar }
    default: break
    }
    position = start
    throw fault("expected an escape of JSON")
  }

  /// The scalar behind `\u`, which may be a pair of surrogates; `nil` when it is none.
  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let first = hexadecimals() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    position += 2
    guard let second = hexadecimals(), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexadecimals() -> UInt32? {
    guard position + 4 <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }

  /// The fault at this position: what was expected, and the bytes that are here.
  func fault(_ expected: String) -> Fault {
    let rest = bytes[min(position, end)..<min(position + 8, end)]
    let got = rest.isEmpty ? "its end" : String(decoding: rest, as: UTF8.self).inQuotes
    return Fault(
      position: position, problem: "\(expected) in the header, got \(got); save the file again")
  }
}
