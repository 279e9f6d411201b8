extension JSONScanner {
  /// The text of which the opening quote is next.
  mutating func string() throws(LineFault) -> String {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    if peek == UInt8(ascii: "\"") {
      defer { position += 1 }
      return try text(bytes[start..<position])
    }
    var content = Array(bytes[start..<position])
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(content)
      case UInt8(ascii: "\\"): content += Array(String(try escape()).utf8)
      case ..<0x20:
        position -= 1
        throw fault("no control character within quotes")
      default: content.append(byte)
      }
    }
    throw fault("a closing quote")
  }

  private func text(_ content: some Sequence<UInt8>) throws(LineFault) -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw LineFault(
        "expected text in UTF-8, got other bytes before column \(position + 1); "
          + "write the log in UTF-8")
    }
    return text
  }

  private mutating func escape() throws(LineFault) -> Unicode.Scalar {
    defer { position += 1 }
    switch peek {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try unit(at: position + 1)
      position += 4
      guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
      // Half of a pair; without the other half it is no character.
      guard position + 2 < bytes.count, bytes[position + 1] == UInt8(ascii: "\\"),
        bytes[position + 2] == UInt8(ascii: "u")
      else { return "\u{FFFD}" }
      let second = try unit(at: position + 3)
      guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
      position += 6
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    default: throw fault("an escape of JSON after \\")
    }
  }

  private func unit(at start: Int) throws(LineFault) -> UInt32 {
    guard start + 4 <= bytes.count else { throw fault("four hexadecimal digits after \\u") }
    var value: UInt32 = 0
    for byte in bytes[start..<(start + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("four hexadecimal digits after \\u")
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
