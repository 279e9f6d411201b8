import Testing

@testable import Safetensors

@Suite struct SafetensorsTensorTests {
  @Test func storesFloatsAndDoubles() throws {
    let floats = try SafetensorsTensor(name: "w", shape: [2, 1], values: [Float(1), -2])
    #expect(floats.dtype == .float32)
    #expect(floats.bytes == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    #expect(try floats.floats(as: Float.self) == [1, -2])
    #expect(try floats.floats(as: Double.self) == [1, -2])

    let doubles = try SafetensorsTensor(name: "w", shape: [1], values: [0.1])
    #expect(doubles.dtype == .float64)
    #expect(try doubles.floats(as: Double.self) == [0.1])
    #expect(try doubles.floats(as: Float.self) == [0.1])
  }

  @Test func aFileMayBreakAnElementAtAnyByte() throws {
    // A slice that does not begin at 0, nor at a multiple of the element's size.
    let bytes: [UInt8] = [9, 0, 0, 0x80, 0x3F, 9]
    let tensor = try SafetensorsTensor(name: "w", dtype: .float32, shape: [1], bytes: bytes[1..<5])
    #expect(try tensor.floats(as: Float.self) == [1])
  }

  /// Every finite half is exact in a Float, and its negative differs by the sign alone.
  @Test func everyHalfIsRead() {
    #expect(HalfPrecision.float16(0x0001) == 0x1p-24)
    #expect(HalfPrecision.float16(0x03FF) == 0x3FFp-24)
    #expect(HalfPrecision.float16(0x0400) == 0x1p-14)
    #expect(HalfPrecision.float16(0x3555) == 0.333251953125)
    #expect(HalfPrecision.float16(0xFC00) == -.infinity)
    #expect(HalfPrecision.float16(0x8000).sign == .minus)
    #expect(HalfPrecision.float16(0x7C01).isNaN)
    #expect((0..<0x7C00).allSatisfy { HalfPrecision.float16($0) < HalfPrecision.float16($0 + 1) })
    #expect(HalfPrecision.bfloat16(0xC040) == -3)
  }

  @Test func refusesToReadIntegersAsFloats() throws {
    let tensor = try SafetensorsTensor(
      name: "n", dtype: .int64, shape: [], bytes: [1, 0, 0, 0, 0, 0, 0, 0])
    let error = #expect(throws: SafetensorsError.self) { try tensor.floats(as: Double.self) }
    #expect(
      error?.description
        == "tensor \"n\": expected F64, F32, F16 or BF16, got I64; convert the tensor to one of these"
    )
  }

  @Test(arguments: [[3], [], [-2], [-1, -2], [.max, .max], [.max, 2, 0]])
  func refusesAShapeThatDoesNotFit(shape: [Int]) {
    #expect(throws: SafetensorsError.self) {
      try SafetensorsTensor(name: "w", shape: shape, values: [1, 2])
    }
    #expect(throws: SafetensorsError.self) {
      try SafetensorsTensor(name: "w", dtype: .uint8, shape: shape, bytes: [1, 2])
    }
  }

  @Test func saysHowManyBytesAShapeAsksFor() {
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsTensor(name: "w", dtype: .float32, shape: [2, 3], bytes: [1])
    }
    #expect(
      error?.description
        == "tensor \"w\": expected 24 bytes for F32 [2, 3], got 1 bytes; correct the shape or the data"
    )
  }

  @Test func typesBelowAByteFillWholeBytes() {
    #expect(SafetensorsDType.float4.byteCount(of: [4]) == 2)
    #expect(SafetensorsDType.float4.byteCount(of: [3]) == nil)
    #expect(SafetensorsDType.float6e2m3.byteCount(of: [4]) == 3)
    #expect(SafetensorsDType.allCases.allSatisfy { $0.byteCount(of: [8]) == $0.bitSize })
  }
}
