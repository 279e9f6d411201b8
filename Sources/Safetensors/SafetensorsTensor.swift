import Files

/// A named tensor: its elements as little-endian bytes, the last dimension running fastest.
public struct SafetensorsTensor: Equatable, Sendable {
  /// The name, such as `layers.0.weight`.
  public let name: String
  /// The type of the elements.
  public let dtype: SafetensorsDType
  /// The dimensions; none for a single number. A dimension may be 0.
  public let shape: [Int]
  /// The elements: product of `shape` × size of `dtype` bytes.
  public let bytes: ArraySlice<UInt8>

  /// The number of elements: the product of the dimensions.
  public var elementCount: Int { shape.reduce(1, *) }

  /// A tensor from its bytes.
  ///
  /// - Throws: `SafetensorsError.mismatch` when there are not exactly as many bytes as the shape
  ///   and the type ask for, and when a dimension is negative.
  public init(
    name: String, dtype: SafetensorsDType, shape: [Int], bytes: ArraySlice<UInt8>
  ) throws(SafetensorsError) {
    guard let count = dtype.byteCount(of: shape), count == bytes.count else {
      let expected = dtype.byteCount(of: shape).map { "\($0) bytes" } ?? "a possible shape"
      throw .mismatch(
        tensor: name,
        problem: "expected \(expected) for \(dtype.rawValue) \(shape.inBrackets), "
          + "got \(bytes.count) bytes; correct the shape or the data")
    }
    self.init(unchecked: name, dtype: dtype, shape: shape, bytes: bytes)
  }

  /// A tensor from numbers: F32 for `Float`, F64 for every other type.
  ///
  /// - Throws: `SafetensorsError.mismatch` when there are not as many numbers as the shape asks for.
  public init<Scalar: BinaryFloatingPoint>(
    name: String, shape: [Int], values: [Scalar]
  ) throws(SafetensorsError) {
    let bytes =
      Scalar.self == Float.self
      ? Self.bytes(of: values) { Float($0).bitPattern }
      : Self.bytes(of: values) { Double($0).bitPattern }
    let dtype: SafetensorsDType = Scalar.self == Float.self ? .float32 : .float64
    guard dtype.byteCount(of: shape) == bytes.count else {
      throw .mismatch(
        tensor: name,
        problem: "expected as many numbers as the shape \(shape.inBrackets) holds, "
          + "got \(values.count); correct the shape or the numbers")
    }
    self.init(unchecked: name, dtype: dtype, shape: shape, bytes: bytes[...])
  }

  /// A tensor from parts that are known to fit.
  init(unchecked name: String, dtype: SafetensorsDType, shape: [Int], bytes: ArraySlice<UInt8>) {
    self.name = name
    self.dtype = dtype
    self.shape = shape
    self.bytes = bytes
  }

  /// The elements as numbers, `elementCount` of them in the order of `bytes`; rounded where the
  /// type asked for is narrower than the one stored.
  ///
  /// - Throws: `SafetensorsError.mismatch` when the elements are not F64, F32, F16 or BF16.
  public func floats<Scalar: BinaryFloatingPoint>(
    as type: Scalar.Type
  ) throws(SafetensorsError) -> [Scalar] {
    switch dtype {
    case .float64: return numbers { (bits: UInt64) in Scalar(Double(bitPattern: bits)) }
    case .float32: return numbers { (bits: UInt32) in Scalar(Float(bitPattern: bits)) }
    case .float16: return numbers { (bits: UInt16) in Scalar(HalfPrecision.float16(bits)) }
    case .bfloat16: return numbers { (bits: UInt16) in Scalar(HalfPrecision.bfloat16(bits)) }
    default:
      throw .mismatch(
        tensor: name,
        problem: "expected F64, F32, F16 or BF16, got \(dtype.rawValue); "
          + "convert the tensor to one of these")
    }
  }

  private func numbers<Bits: FixedWidthInteger & BitwiseCopyable, Scalar>(
    _ number: (Bits) -> Scalar
  ) -> [Scalar] {
    bytes.withUnsafeBytes { buffer in
      (0..<buffer.count / MemoryLayout<Bits>.size).map { index in
        let offset = index * MemoryLayout<Bits>.size
        return number(
          Bits(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Bits.self)))
      }
    }
  }

  private static func bytes<Scalar, Bits: FixedWidthInteger>(
    of values: [Scalar], _ bits: (Scalar) -> Bits
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * MemoryLayout<Bits>.size)
    for value in values {
      withUnsafeBytes(of: bits(value).littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}

extension [Int] {
  /// A shape as it is written in code, `[64, 10]`; of a damaged file's, only the beginning.
  var inBrackets: String {
    "[" + prefix(8).map(String.init).joined(separator: ", ") + (count > 8 ? ", …]" : "]")
  }
}
