import Files

extension SafetensorsFile {
  /// The contents of the file: the same bytes for the same tensors and metadata.
  ///
  /// The data begins at a multiple of 8 bytes, and tensors of wide elements come before those of
  /// narrow ones, so that every element is where the processor likes it; otherwise tensors stay in
  /// their order.
  public func serialized() -> [UInt8] {
    let header = header()
    let tensors = tensorsByWidth
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + tensors.reduce(0) { $0 + $1.bytes.count })
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += header
    for tensor in tensors { bytes += tensor.bytes }
    return bytes
  }

  /// Writes the file, so that whoever reads the path sees the old contents or all of the new.
  ///
  /// - Throws: `SafetensorsError.file` when it cannot be written.
  public func write(to path: String) throws(SafetensorsError) {
    do { try AtomicFile.write(serialized(), to: path) } catch { throw .file(error) }
  }

  /// The header's JSON, filled up with spaces to a multiple of 8 bytes.
  func header() -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }
        .map { "\($0.key.inJSON):\($0.value.inJSON)" }
      members.append("\(SafetensorsHeader.metadataKey.inJSON):{\(texts.joined(separator: ","))}")
    }
    var begin = 0
    for tensor in tensorsByWidth {
      let end = begin + tensor.bytes.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(tensor.name.inJSON):{\"dtype\":\"\(tensor.dtype.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    while !header.count.isMultiple(of: 8) { header.append(UInt8(ascii: " ")) }
    return header
  }

  private var tensorsByWidth: [SafetensorsTensor] {
    // The order of equals is kept by their positions: `sorted` alone does not promise it.
    tensors.enumerated()
      .sorted { (-$0.element.dtype.bitSize, $0.offset) < (-$1.element.dtype.bitSize, $1.offset) }
      .map(\.element)
  }
}

extension String {
  /// The text as a JSON string, in quotes.
  fileprivate var inJSON: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
