import Files
import Foundation
import Testing

@testable import Safetensors

/// A file that the reference implementation wrote (`Reference/make_reference.py`), read and written
/// again.
@Suite struct ReferenceTests {
  private static let path =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    + "/Reference/reference.safetensors"

  private let file: SafetensorsFile

  init() throws { file = try SafetensorsFile.read(path: Self.path) }

  private func floats(_ name: String) throws -> [Double] {
    try #require(file.tensor(named: name)).floats(as: Double.self)
  }

  @Test func readsMetadata() {
    #expect(file.metadata == ["format": "np", "note": "two\nlines \"quoted\" \\ é 😀"])
  }

  @Test func readsTypesAndShapes() {
    #expect(
      file.tensors.map(\.name) == [
        "number", "layers.0.weight", "layers.0.bias", "nothing", "brains", "halves \"é\"\n",
      ])
    #expect(
      file.tensors.map(\.dtype) == [.int64, .float64, .float32, .float32, .bfloat16, .float16])
    #expect(file.tensors.map(\.shape) == [[], [2, 3], [4], [0, 3], [2, 2], [6]])
    #expect(file.tensors.map(\.elementCount) == [1, 6, 4, 0, 4, 6])
  }

  @Test func readsNumbers() throws {
    let doubles = try floats("layers.0.weight")
    #expect(doubles == [1.5, -0.1, 3e300, 0, 0, 0x1p-1074])
    #expect(doubles.map(\.sign) == [.plus, .minus, .plus, .plus, .minus, .plus])
    #expect(try floats("layers.0.bias") == [1.5, -0.1, 65504, 6e-8].map { Double(Float($0)) })
    #expect(try floats("nothing") == [])
    #expect(
      Array(try #require(file.tensor(named: "number")).bytes) == [0xF9]
        + Array(repeating: 255, count: 7))
  }

  /// The expected numbers are NumPy's, of the same arrays as float64.
  @Test func readsHalfPrecision() throws {
    let halves = try floats("halves \"é\"\n")
    #expect(halves.dropLast() == [1.5, -0.0999755859375, 65504, 5.960464477539063e-08, .infinity])
    #expect(halves[5].isNaN)
    #expect(try floats("brains") == [1.5, -0.099609375, 0x1.c2p127, 0x1p-133])
  }

  @Test func writesTheSameBytes() throws {
    let bytes = try InputFile.bytes(at: Self.path, expected: "the reference")
    #expect(file.serialized() == bytes)
  }
}
