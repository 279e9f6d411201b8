import Records
import Texts

/// Reads one line of JSON (RFC 8259). A decoder of Foundation takes ten times as long, which a log of a
/// million lines shows, and does not say at which column a line is wrong.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  /// Objects and lists within each other.
  private var depth = 0
  private var values = 0
  /// Whether NaN, Infinity and -Infinity stand for numbers, as Python's `json` writes them.
  private let takesNonFinite: Bool

  /// A line needs three; whoever nests more wants to use up the stack.
  private static let maximumDepth = 64
  /// As many as 100,000 places need twice over; whoever has more wants to use up memory.
  private static let maximumValues = 1 << 22

  private init(_ bytes: UnsafeBufferPointer<UInt8>, takesNonFinite: Bool) {
    self.bytes = bytes
    self.takesNonFinite = takesNonFinite
  }

  /// The object that a line is.
  ///
  /// - Throws: `LineFault` for a text that is no JSON, or no object.
  static func object(
    _ line: ArraySlice<UInt8>, takesNonFinite: Bool = false
  ) throws(LineFault) -> [String: JSONValue] {
    let value = try read(line, takesNonFinite) { (scanner: inout JSONScanner) throws(LineFault) in
      guard scanner.peek == UInt8(ascii: "{") else { throw scanner.fault("a JSON object") }
      return .object(try scanner.object())
    }
    guard case .object(let object) = value else { return [:] }
    return object
  }

  /// The value that a text is, be it an object, a list or something else.
  ///
  /// - Throws: `LineFault` for a text that is no JSON.
  static func value(
    _ text: ArraySlice<UInt8>, takesNonFinite: Bool = false
  ) throws(LineFault) -> JSONValue {
    try read(text, takesNonFinite) { (scanner: inout JSONScanner) throws(LineFault) in
      try scanner.value()
    }
  }

  private static func read(
    _ text: ArraySlice<UInt8>, _ takesNonFinite: Bool,
    _ body: (inout JSONScanner) throws(LineFault) -> JSONValue
  ) throws(LineFault) -> JSONValue {
    // The closure cannot throw an error of a known type.
    let result = text.withUnsafeBufferPointer { bytes -> Result<JSONValue, LineFault> in
      var scanner = JSONScanner(bytes, takesNonFinite: takesNonFinite)
      do throws(LineFault) {
        scanner.skipSpace()
        let value = try body(&scanner)
        scanner.skipSpace()
        guard scanner.position == bytes.count else {
          throw scanner.fault("the end of the line after the object")
        }
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  // MARK: - Values

  private mutating func value() throws(LineFault) -> JSONValue {
    values += 1
    guard values <= Self.maximumValues else {
      throw fault("at most \(Self.maximumValues) values in a line")
    }
    guard let byte = peek else { throw fault("a value") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try list())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      if takesNonFinite {
        if take("NaN") { return .number(.nan) }
        if take("Infinity") { return .number(.infinity) }
      }
      for word in ["NaN", "Infinity", "nan", "inf"] where take(word) {
        throw LineFault(
          "expected JSON, which has no \(word); write \"nan\", \"inf\" or \"-inf\", in quotes")
      }
      throw fault("a value")
    }
  }

  private mutating func object() throws(LineFault) -> [String: JSONValue] {
    try enter()
    var object: [String: JSONValue] = [:]
    object.reserveCapacity(32)
    skipSpace()
    if accept("}") { return leave(object) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("a key in quotes") }
      let key = try string()
      skipSpace()
      guard accept(":") else { throw fault("a colon after the key") }
      skipSpace()
      object[key] = try value()
      skipSpace()
      if accept("}") { return leave(object) }
      guard accept(",") else { throw fault("a comma or }") }
    }
  }

  private mutating func list() throws(LineFault) -> [JSONValue] {
    try enter()
    var list: [JSONValue] = []
    skipSpace()
    if accept("]") { return leave(list) }
    while true {
      skipSpace()
      list.append(try value())
      skipSpace()
      if accept("]") { return leave(list) }
      guard accept(",") else { throw fault("a comma or ]") }
    }
  }

  private mutating func enter() throws(LineFault) {
    position += 1
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw fault("at most \(Self.maximumDepth) objects and lists within each other")
    }
  }

  private mutating func leave<Value>(_ value: Value) -> Value {
    depth -= 1
    return value
  }

  private mutating func number() throws(LineFault) -> JSONValue {
    let start = position
    let isNegative = accept("-")
    if takesNonFinite, isNegative, take("Infinity") { return .number(-.infinity) }
    if peek == UInt8(ascii: "I") || peek == UInt8(ascii: "i") { return try value() }
    let hasZero = peek == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, whole == 1 || !hasZero else { throw fault("a number") }
    var isWhole = true
    if accept(".") {
      isWhole = false
      guard digits() > 0 else { throw fault("a digit after the point") }
    }
    if accept("e") || accept("E") {
      isWhole = false
      _ = accept("+") || accept("-")
      guard digits() > 0 else { throw fault("a digit of the exponent") }
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
    // −0 keeps its sign as a number with a point only.
    if isWhole, whole <= 18, !(isNegative && hasZero) {
      let digits = text[(isNegative ? 1 : 0)...]
      let magnitude = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
      return .integer(isNegative ? -magnitude : magnitude)
    }
    let string = String(decoding: text, as: UTF8.self)
    if isWhole, whole > 18 {
      if let integer = Int64(string) { return .integer(integer) }
      if let integer = UInt64(string) { return .unsigned(integer) }
    }
    guard let number = Double(string) else { throw fault("a number") }
    return .number(number)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    return position - start
  }

  // MARK: - Bytes

  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
      position += 1
    }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  func fault(_ expected: String) -> LineFault {
    let found =
      position < bytes.count
      ? String(decoding: bytes[position..<min(position + 12, bytes.count)], as: UTF8.self).inQuotes
      : "the end of the line"
    return LineFault(
      "expected \(expected) at column \(position + 1), got \(found); correct or remove the line")
  }
}
