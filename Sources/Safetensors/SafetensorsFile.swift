import Files
import Texts

/// A safetensors file: named tensors and texts about them, with nothing in it that can be executed.
///
/// ```
/// 8 bytes    the length n of the header, little-endian
/// n bytes    the header in JSON: types, shapes and places of the tensors
/// the rest   the data of the tensors, one after the other without a gap
/// ```
///
/// Source: https://huggingface.co/docs/safetensors.
public struct SafetensorsFile: Equatable, Sendable {
  /// The tensors in the order of their data.
  public let tensors: [SafetensorsTensor]
  /// Free texts about the file.
  public let metadata: [String: String]

  /// A file from its parts.
  ///
  /// - Throws: `SafetensorsError.mismatch` when two tensors have the same name, or one the name
  ///   `__metadata__`, which the format keeps for itself, and when the header would be longer than
  ///   100 MB.
  public init(
    tensors: [SafetensorsTensor], metadata: [String: String] = [:]
  ) throws(SafetensorsError) {
    var names: Set = [SafetensorsHeader.metadataKey]
    for tensor in tensors where !names.insert(tensor.name).inserted {
      throw .mismatch(
        tensor: tensor.name,
        problem: "expected a name of its own, got one that is taken; choose another name")
    }
    self.tensors = tensors
    self.metadata = metadata
    let length = header().count
    guard length <= SafetensorsHeader.maximumLength else {
      throw .mismatch(
        tensor: tensors.first?.name ?? "",
        problem: "expected a header of at most \(SafetensorsHeader.maximumLength) bytes for all "
          + "tensors, got \(length); shorten the names or the metadata")
    }
  }

  /// Reads the contents of a file. The tensors share the memory of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What messages call it.
  /// - Throws: `SafetensorsError.badFile` for a header that is longer than the file or 100 MB, or no
  ///   JSON of the format, for a key that comes twice, and for data that no tensor covers;
  ///   `SafetensorsError.badTensor` when the places of the tensors leave a gap or overlap, or when
  ///   one is not as long as its type and its shape ask for.
  public init(bytes: [UInt8], name: String) throws(SafetensorsError) {
    let header = try SafetensorsHeader(bytes, file: name)
    var tensors: [SafetensorsTensor] = []
    var end = 0
    // The header may name the tensors in any order. One without elements begins where the next one
    // does, so the end counts too.
    for entry in header.entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      let dataCount = bytes.count - header.dataStart
      guard entry.begin == end, entry.begin <= entry.end, entry.end <= dataCount else {
        throw .badTensor(
          file: name, tensor: entry.name,
          problem: "expected data_offsets from \(end), where the data before it ends, to at most "
            + "\(dataCount), got [\(entry.begin), \(entry.end)]; save the file again")
      }
      guard entry.dtype.byteCount(of: entry.shape) == entry.end - entry.begin else {
        let expected = entry.dtype.byteCount(of: entry.shape).map { "\($0) bytes" }
        throw .badTensor(
          file: name, tensor: entry.name,
          problem: "expected \(expected ?? "a size that is possible") for \(entry.dtype.rawValue) "
            + "\(entry.shape.inBrackets), got data_offsets of \(entry.end - entry.begin) bytes; "
            + "save the file again")
      }
      end = entry.end
      let range = header.dataStart + entry.begin..<header.dataStart + entry.end
      tensors.append(
        SafetensorsTensor(
          unchecked: entry.name, dtype: entry.dtype, shape: entry.shape, bytes: bytes[range]))
    }
    guard header.dataStart + end == bytes.count else {
      throw .badFile(
        name: name,
        problem: "expected \(end) bytes of data, as the tensors take, "
          + "got \(bytes.count - header.dataStart); the file is damaged, get it again")
    }
    self.tensors = tensors
    metadata = header.metadata
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: `SafetensorsError.file` when it cannot be read, and what `init(bytes:name:)` throws
  ///   for its contents.
  public static func read(path: String) throws(SafetensorsError) -> SafetensorsFile {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path, expected: "a safetensors file")
    } catch {
      throw .file(error)
    }
    return try SafetensorsFile(bytes: bytes, name: path)
  }

  /// The tensor of this name, if there is one.
  public func tensor(named name: String) -> SafetensorsTensor? {
    tensors.first { $0.name == name }
  }
}
