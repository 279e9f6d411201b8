import Files
import Texts

extension CSVReader {
  /// The text of a file: unpacked where its first bytes are those of gzip, else as it is.
  ///
  /// - Throws: `DatasetError.badContent` for damaged gzip, and for more than the largest file that is
  ///   read, 2 GiB; `DatasetError.noRoom` where memory does not hold it.
  static func unpacked(_ bytes: [UInt8], name: String) throws(DatasetError) -> [UInt8] {
    guard GzipStream.isGzip(bytes) else { return bytes }
    let stream = try GzipStream(bytes, name: name)
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try read(from: stream, into: &piece)
      guard count > 0 else { return text }
      guard text.count + count <= InputFile.maximumSize else {
        throw .badContent(
          path: name, line: nil, column: nil, columnName: nil,
          problem: "expected at most \(InputFile.maximumSize) bytes when unpacked, got more; "
            + "keep fewer examples")
      }
      // An array that grows needs its old room beside the new one, twice as large.
      if text.count + count > text.capacity,
        !AddressSpace.hasRoom(for: 2 * (text.count + count) + (16 << 20))
      {
        throw .noRoom(dataset: name, values: text.count / 2)
      }
      text += piece[..<count]
    }
  }

  private static func read(
    from stream: GzipStream, into piece: inout [UInt8]
  ) throws(DatasetError) -> Int {
    // The closure of this method cannot throw an error of a known type.
    var fault: DatasetError?
    let count = piece.withUnsafeMutableBytes { buffer -> Int in
      do throws(DatasetError) { return try stream.read(into: buffer) } catch {
        fault = error
        return 0
      }
    }
    if let fault { throw fault }
    return count
  }
}
