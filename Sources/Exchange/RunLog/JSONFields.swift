import Records
import Texts

/// The keys of an object of a log, read by what they must be. A key that is `null` is not there.
struct JSONFields {
  let values: [String: JSONValue]
  /// What stands before a key in messages, such as `places[3].`.
  private let path: String

  init(_ values: [String: JSONValue], path: String = "") {
    self.values = values
    self.path = path
  }

  /// Whether a key is there.
  func has(_ key: String) -> Bool { self[key] != nil }

  subscript(key: String) -> JSONValue? {
    guard let value = values[key], value != .null else { return nil }
    return value
  }

  /// A text.
  ///
  /// - Throws: `LineFault` for anything else, here as in what follows.
  func text(_ key: String) throws(LineFault) -> String? {
    guard let value = self[key] else { return nil }
    guard case .string(let text) = value else { throw fault(key, "a text", value) }
    return text
  }

  /// A number, or the text of one that is not finite.
  func number(_ key: String) throws(LineFault) -> Double? {
    guard let value = self[key] else { return nil }
    guard let number = value.asNumber else {
      throw fault(key, "a number, \"nan\", \"inf\" or \"-inf\"", value)
    }
    return number
  }

  /// A number that cannot be below 0: finite, NaN or infinite.
  func size(_ key: String) throws(LineFault) -> Double? {
    guard let number = try number(key) else { return nil }
    if number < 0 { throw fault(key, "a number from 0", self[key]) }
    return number
  }

  /// A share: a number from 0 to 1, up to what rounding leaves beyond them, or NaN.
  func share(_ key: String) throws(LineFault) -> Double? {
    guard let number = try number(key) else { return nil }
    if number < -1e-5 || number > 1 + 1e-5 {
      throw fault(
        key, "a share from 0 to 1", self[key],
        number > 1 && number <= 100
          ? "divide percent by 100, and a count by how many there are"
          : "correct it, or leave it out")
    }
    return number
  }

  /// A whole number from `lowest` to `highest`.
  func integer(_ key: String, from lowest: Int = 0, to highest: Int) throws(LineFault) -> Int? {
    guard let value = self[key] else { return nil }
    guard let integer = value.asInteger, integer >= lowest, integer <= highest else {
      throw fault(key, "a whole number from \(lowest) to \(highest)", value)
    }
    return integer
  }

  /// true or false.
  func flag(_ key: String) throws(LineFault) -> Bool? {
    guard let value = self[key] else { return nil }
    guard case .bool(let flag) = value else { throw fault(key, "true or false", value) }
    return flag
  }

  /// An object.
  func object(_ key: String) throws(LineFault) -> JSONFields? {
    guard let value = self[key] else { return nil }
    guard case .object(let object) = value else { throw fault(key, "an object", value) }
    return JSONFields(object, path: "\(path)\(key).")
  }

  /// A list.
  func list(_ key: String) throws(LineFault) -> [JSONValue]? {
    guard let value = self[key] else { return nil }
    guard case .array(let list) = value else { throw fault(key, "a list", value) }
    return list
  }

  /// A list of objects.
  func objects(_ key: String) throws(LineFault) -> [JSONFields]? {
    guard let list = try list(key) else { return nil }
    var objects: [JSONFields] = []
    for (index, value) in list.enumerated() {
      guard case .object(let object) = value else {
        throw fault("\(key)[\(index)]", "an object", value)
      }
      objects.append(JSONFields(object, path: "\(path)\(key)[\(index)]."))
    }
    return objects
  }

  /// The fault of a key.
  func fault(
    _ key: String, _ expected: String, _ value: JSONValue?,
    _ remedy: String = "correct it, or leave it out"
  ) -> LineFault {
    LineFault(
      "\"\((path + key).onOneLine)\": expected \(expected), got \(value?.inWords ?? "nothing"); "
        + remedy)
  }
}

extension JSONValue {
  /// A number, or what stands for one that is not finite; nil for anything else.
  var asNumber: Double? {
    switch self {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    case .unsigned(let integer): Double(integer)
    case .string("nan"): .nan
    case .string("inf"): .infinity
    case .string("-inf"): -.infinity
    default: nil
    }
  }

  /// A whole number, also one with `.0`; nil for anything else.
  var asInteger: Int? {
    switch self {
    case .number(let number): Int(exactly: number)
    case .integer(let integer): Int(exactly: integer)
    default: nil
    }
  }

  /// What came, in a message.
  var inWords: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .integer(let integer): "\(integer)"
    case .unsigned(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let text): text.inQuotes
    case .array: "a list"
    case .object: "an object"
    }
  }
}
