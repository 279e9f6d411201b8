import Files

/// An IDX file, the format of MNIST: an array of numbers of one type.
///
/// ```
/// 0, 0, type, n      the magic number: type of the elements, number of dimensions
/// n × 4 bytes        the dimensions, big-endian; the first one counts the examples
/// elements           big-endian, the last dimension running fastest
/// ```
///
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", 1998, the
/// section on file formats.
public struct IDXFile: Equatable, Sendable {
  /// The type the elements have in the file.
  public let elementType: IDXElementType
  /// 1 to 4 dimensions, the first of which counts the examples.
  public let dimensions: [Int]
  /// The elements in the order of the file; every one is finite. Each type fits a Double exactly.
  public let values: [Double]

  /// Reads the contents of a file, gzipped or not, which their first bytes tell.
  ///
  /// Takes at most the memory that the contents justify: the header is compared with the length of
  /// the data, or with what as much gzip can hold at most, before there is memory for the elements.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What messages call it.
  /// - Throws: `DatasetError.badContent` for a header that is none, for more or fewer bytes than it
  ///   announces, for more than 2 GiB of them, for a number that is not finite, for damaged gzip.
  public static func parse(_ bytes: [UInt8], name: String) throws(DatasetError) -> IDXFile {
    guard GzipStream.isGzip(bytes) else {
      return try IDXFile(bytes, from: IDXSource(name: name, isUnpacked: false))
    }
    let source = IDXSource(name: name, isUnpacked: true)
    return try IDXFile(unpacked(bytes, from: source), from: source)
  }

  private init(_ bytes: [UInt8], from source: IDXSource) throws(DatasetError) {
    let header = try IDXHeader(bytes, from: source)
    guard bytes.count == header.fileSize else {
      throw source.fault(
        at: min(bytes.count, header.fileSize),
        header.problem(got: "\(bytes.count)", isShort: bytes.count < header.fileSize))
    }
    try RoomForValues.expect(header.elementCount, for: source.name)
    elementType = header.elementType
    dimensions = header.dimensions
    values = IDXElements.values(of: bytes, header)
    guard !elementType.isInteger, let index = values.firstIndex(where: { !$0.isFinite }) else {
      return
    }
    let (example, position) = index.quotientAndRemainder(
      dividingBy: header.elementCount / dimensions[0])
    throw source.fault(
      at: header.size + index * elementType.size,
      "example \(example), value \(position): expected a finite number, got \(values[index]); "
        + "correct or remove the example")
  }
}
