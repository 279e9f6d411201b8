import Files
import Texts

/// The head of a safetensors file: 8 bytes with the length n of what follows, little-endian, then n
/// bytes of JSON.
///
/// ```
/// { "__metadata__": { string: string, … },                              (may be missing)
///   name: { "dtype": string, "shape": [integer, …], "data_offsets": [begin, end] }, … }
/// ```
///
/// Offsets count from the end of the header.
struct SafetensorsHeader {
  /// The longest header that is read, in bytes, which is the limit of the reference implementation.
  static let maximumLength = 100_000_000
  /// The key that is no tensor.
  static let metadataKey = "__metadata__"

  /// What the header says of a tensor.
  struct Entry {
    var name: String
    var dtype: SafetensorsDType
    var shape: [Int]
    var begin: Int
    var end: Int
  }

  private typealias Fault = HeaderScanner.Fault

  private(set) var metadata: [String: String] = [:]
  /// The tensors in the order of the header.
  private(set) var entries: [Entry] = []
  /// Where the data begins: the length of the header with its length.
  let dataStart: Int

  private let file: String

  /// Reads the header of a file; nothing is compared with the data yet.
  ///
  /// - Throws: `SafetensorsError.badFile` and `.badTensor`.
  init(_ bytes: [UInt8], file: String) throws(SafetensorsError) {
    self.file = file
    guard bytes.count >= 8 else {
      throw .badFile(
        name: file,
        problem: "expected a safetensors file, which begins with 8 bytes of length, "
          + "got \(bytes.count); check the path")
    }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(Self.maximumLength) else {
      throw .badFile(
        name: file,
        problem: "byte 0: expected a header of at most \(Self.maximumLength) bytes, got \(length); "
          + "check that it is a safetensors file")
    }
    dataStart = 8 + Int(length)
    guard dataStart <= bytes.count else {
      throw .badFile(
        name: file,
        problem: "byte 0: expected a header within the file, which leaves \(bytes.count - 8) "
          + "bytes for it, got \(length); the file is incomplete, get it again")
    }
    var scanner = HeaderScanner(bytes, in: 8..<dataStart)
    do { try readMembers(&scanner) } catch {
      throw .badFile(name: file, problem: "byte \(error.position): \(error.problem)")
    }
  }

  private mutating func readMembers(_ scanner: inout HeaderScanner) throws(Fault) {
    let start = scanner.position
    try scanner.expect("{")
    guard scanner.position == start + 1 else {
      throw Fault(
        position: start,
        problem: "expected the header to begin with \"{\", got white space; save the file again")
    }
    var names: Set<String> = []
    var isFirst = true
    while let name = try scanner.nextKey(isFirst: &isFirst) {
      guard names.insert(name).inserted else {
        throw Fault(
          position: scanner.position,
          problem: "expected every key once, got \(name.inQuotes) twice; save the file again")
      }
      if name == Self.metadataKey {
        try readMetadata(&scanner)
      } else {
        try readEntry(name, &scanner)
      }
    }
    guard scanner.peek() == nil else { throw scanner.fault("expected nothing but spaces") }
  }

  private mutating func readMetadata(_ scanner: inout HeaderScanner) throws(Fault) {
    try scanner.expect("{")
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      guard metadata.updateValue(try scanner.string(), forKey: key) == nil else {
        throw Fault(
          position: scanner.position,
          problem: "expected every key of the metadata once, got \(key.inQuotes) twice; "
            + "save the file again")
      }
    }
  }

  private mutating func readEntry(
    _ name: String, _ scanner: inout HeaderScanner
  ) throws(Fault) {
    var dtype: SafetensorsDType?
    var shape: [Int]?
    var offsets: [Int]?
    let start = scanner.position
    do throws(Fault) {
      try scanner.expect("{")
      var isFirst = true
      while let key = try scanner.nextKey(isFirst: &isFirst) {
        switch key {
        case "dtype" where dtype == nil: dtype = try Self.readType(&scanner)
        case "shape" where shape == nil: shape = try Self.readIntegers(&scanner)
        case "data_offsets" where offsets == nil: offsets = try Self.readIntegers(&scanner)
        default:
          throw Fault(
            position: scanner.position,
            problem: "expected \"dtype\", \"shape\" and \"data_offsets\", each once, "
              + "got another \(key.inQuotes); save the file again")
        }
      }
      guard let dtype, let shape, let offsets, offsets.count == 2 else {
        throw Fault(
          position: start,
          problem: "expected \"dtype\", \"shape\" and two \"data_offsets\", got fewer or more; "
            + "save the file again")
      }
      entries.append(
        Entry(name: name, dtype: dtype, shape: shape, begin: offsets[0], end: offsets[1]))
    } catch {
      throw Fault(position: error.position, problem: "tensor \(name.inQuotes): \(error.problem)")
    }
  }

  private static func readType(
    _ scanner: inout HeaderScanner
  ) throws(Fault) -> SafetensorsDType {
    let position = scanner.position
    let text = try scanner.string()
    guard let dtype = SafetensorsDType(rawValue: text) else {
      throw Fault(
        position: position,
        problem: "expected a type such as F32 or F64, got \(text.inQuotes); "
          + "convert the tensor to a type of the format")
    }
    return dtype
  }

  private static func readIntegers(
    _ scanner: inout HeaderScanner
  ) throws(Fault) -> [Int] {
    try scanner.expect("[")
    var integers: [Int] = []
    var isFirst = true
    while try scanner.isNextElement(isFirst: &isFirst) { integers.append(try scanner.integer()) }
    return integers
  }
}
