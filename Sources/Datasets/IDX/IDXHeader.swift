import Files

/// The head of an IDX file: `0, 0, type, n`, then n sizes as big-endian 32-bit integers.
struct IDXHeader {
  /// The most dimensions that are read: a batch of images with channels has 4.
  static let maximumDimensionCount = 4
  /// The longest header, in bytes.
  static let maximumSize = 4 + 4 * maximumDimensionCount

  let elementType: IDXElementType
  let dimensions: [Int]
  /// The number of elements: the product of the dimensions.
  let elementCount: Int

  /// The length of the header, in bytes.
  var size: Int { 4 + 4 * dimensions.count }
  /// The length of the whole file, in bytes; at most `InputFile.maximumSize`.
  var fileSize: Int { size + elementCount * elementType.size }

  /// Reads the header from the first bytes of a file; nothing is known of what follows.
  ///
  /// - Throws: `DatasetError.badContent` for another magic number, an unknown type, more than 4
  ///   dimensions or none, sizes that announce a file over 2 GiB, and when the bytes end too early.
  init(_ bytes: [UInt8], from source: IDXSource) throws(DatasetError) {
    guard bytes.count >= 4 else {
      throw source.fault(
        "expected an IDX file, which begins with 4 bytes of magic number, got \(bytes.count); "
          + "check the path")
    }
    guard bytes[0] == 0, bytes[1] == 0 else {
      throw source.fault(
        at: 0,
        "expected an IDX file, which begins with 00 00, got \(bytes[0].inHex) \(bytes[1].inHex); "
          + "check the path")
    }
    guard let elementType = IDXElementType(rawValue: bytes[2]) else {
      let types = IDXElementType.allCases.map(\.rawValue.inHex).joined(separator: ", ")
      throw source.fault(
        at: 2,
        "expected the type of the elements, one of \(types), got \(bytes[2].inHex); "
          + "check that it is an IDX file")
    }
    let dimensionCount = Int(bytes[3])
    guard (1...Self.maximumDimensionCount).contains(dimensionCount) else {
      throw source.fault(
        at: 3,
        "expected 1 to \(Self.maximumDimensionCount) dimensions, got \(dimensionCount); "
          + "check that it is an IDX file")
    }
    guard bytes.count >= 4 + 4 * dimensionCount else {
      throw source.fault(
        at: bytes.count,
        "expected \(dimensionCount) dimensions of 4 bytes each, got the end of the data; "
          + "the file is incomplete, get it again")
    }
    let dimensions = (0..<dimensionCount).map { index in
      bytes[4 + 4 * index..<8 + 4 * index].reduce(0) { $0 << 8 | Int($1) }
    }
    self.elementType = elementType
    self.dimensions = dimensions
    elementCount = try Self.elementCount(of: dimensions, elementType, from: source)
  }

  /// What is wrong with a file that does not have the length announced here.
  func problem(got: String, isShort: Bool) -> String {
    "expected \(fileSize) bytes, as a header of \(dimensions.inWords) elements of "
      + "\(elementType.size) announces, got \(got); "
      + (isShort ? "the file is incomplete, get it again" : "cut off what follows the elements")
  }

  private static func elementCount(
    of dimensions: [Int], _ elementType: IDXElementType, from source: IDXSource
  ) throws(DatasetError) -> Int {
    var count = 1
    var isTooLarge = false
    // A later 0 would make the product 0 whatever came before it.
    for dimension in dimensions.contains(0) ? [0] : dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      count = product
      isTooLarge = isTooLarge || overflow || count > InputFile.maximumSize
    }
    let limit = (InputFile.maximumSize - 4 - 4 * dimensions.count) / elementType.size
    guard !isTooLarge, count <= limit else {
      throw source.fault(
        at: 4,
        "expected dimensions of at most \(InputFile.maximumSize) bytes (2 GiB) in all, "
          + "got \(dimensions.inWords) elements of \(elementType.size); "
          + "check the header, or take a part of the examples")
    }
    return count
  }
}

extension UInt8 {
  /// Two hexadecimal digits, as tools that show files write a byte.
  var inHex: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

extension [Int] {
  /// The dimensions of a tensor as people write them: `60000 × 28 × 28`.
  var inWords: String { map(String.init).joined(separator: " × ") }
}
