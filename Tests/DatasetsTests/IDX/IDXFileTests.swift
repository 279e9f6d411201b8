import Files
import Testing

@testable import Datasets

@Suite struct IDXFileTests {
  private func problem(_ bytes: [UInt8]) -> String? {
    let error = #expect(throws: DatasetError.self) { try IDXFile.parse(bytes, name: "a.idx") }
    #expect(error?.category == .badData)
    #expect(error?.description.hasPrefix("a.idx: ") == true)
    return error.map { String($0.description.dropFirst("a.idx: ".count)) }
  }

  @Test func readsBytes() throws {
    let file = try IDXFile.parse(IDXBytes.file([2, 3], [0, 1, 2, 253, 254, 255]), name: "a.idx")
    #expect(file.elementType == .uint8)
    #expect(file.dimensions == [2, 3])
    #expect(file.values == [0, 1, 2, 253, 254, 255])
  }

  @Test(
    arguments: [
      (0x09, [0x80, 0x7F], [-128, 127]),
      (0x0B, [0x80, 0x00, 0x01, 0x02], [-32768, 258]),
      (0x0C, [0x80, 0, 0, 0, 0, 1, 2, 3], [-2_147_483_648, 66051]),
      // 1.5 is 3fc00000 and -0.1 rounded to a Float bdcccccd.
      (0x0D, [0x3F, 0xC0, 0, 0, 0xBD, 0xCC, 0xCC, 0xCD], [1.5, -0.10000000149011612]),
      (
        0x0E, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xBF, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A],
        [1.5, -0.1]
      ),
    ] as [(UInt8, [UInt8], [Double])])
  func readsEveryType(type: UInt8, elements: [UInt8], values: [Double]) throws {
    let file = try IDXFile.parse(IDXBytes.file(type: type, [2], elements), name: "a.idx")
    #expect(file.elementType.rawValue == type)
    #expect(file.values == values)
  }

  @Test func readsOneToFourDimensions() throws {
    for dimensions in [[4], [1, 4], [2, 1, 2], [1, 2, 2, 1]] as [[UInt32]] {
      let file = try IDXFile.parse(IDXBytes.file(dimensions, [1, 2, 3, 4]), name: "a.idx")
      #expect(file.dimensions == dimensions.map(Int.init))
      #expect(file.values == [1, 2, 3, 4])
    }
    #expect(try IDXFile.parse(IDXBytes.file([0, 3], []), name: "a.idx").values == [])
  }

  @Test func refusesWhatIsNoHeader() {
    #expect(
      problem([0, 0, 8])
        == "expected an IDX file, which begins with 4 bytes of magic number, got 3; check the path")
    #expect(
      problem(Array("PK\u{3}\u{4}".utf8))
        == "byte 0: expected an IDX file, which begins with 00 00, got 50 4b; check the path")
    #expect(
      problem([0, 0, 0x0A, 1, 0, 0, 0, 0])
        == "byte 2: expected the type of the elements, one of 08, 09, 0b, 0c, 0d, 0e, got 0a; "
        + "check that it is an IDX file")
    for count: UInt8 in [0, 5, 255] {
      #expect(
        problem([0, 0, 8, count, 0, 0, 0, 0])
          == "byte 3: expected 1 to 4 dimensions, got \(count); check that it is an IDX file")
    }
    #expect(
      problem([0, 0, 8, 2, 0, 0, 0, 1, 0])
        == "byte 9: expected 2 dimensions of 4 bytes each, got the end of the data; "
        + "the file is incomplete, get it again")
  }

  @Test func refusesMoreOrLessThanItAnnounces() {
    #expect(
      problem(IDXBytes.file([2, 2], [1, 2, 3]))
        == "byte 15: expected 16 bytes, as a header of 2 × 2 elements of 1 announces, got 15; "
        + "the file is incomplete, get it again")
    #expect(
      problem(IDXBytes.file([2, 2], [1, 2, 3, 4, 5]))
        == "byte 16: expected 16 bytes, as a header of 2 × 2 elements of 1 announces, got 17; "
        + "cut off what follows the elements")
  }

  @Test(
    arguments: [
      [.max], [1 << 31], [65536, 65536], [.max, .max, .max, .max], [1 << 31, 1 << 31, 2, 1],
    ] as [[UInt32]])
  func refusesDimensionsBeyond2GiB(dimensions: [UInt32]) {
    #expect(
      problem(IDXBytes.file(dimensions, [1]))?.hasPrefix(
        "byte 4: expected dimensions of at most 2147483648 bytes (2 GiB) in all, got ") == true)
  }

  @Test func aZeroAmongHugeDimensionsIsNoTrap() throws {
    let file = try IDXFile.parse(IDXBytes.file([0, .max, .max, .max], []), name: "a.idx")
    #expect(file.values.isEmpty)
  }

  @Test func refusesNumbersThatAreNotFinite() {
    let notANumber = IDXBytes.bigEndian(Float.nan.bitPattern)
    #expect(
      problem(IDXBytes.file(type: 0x0D, [2, 2], [UInt8](repeating: 0, count: 12) + notANumber))
        == "byte 24: example 1, value 1: expected a finite number, got nan; "
        + "correct or remove the example")
    let infinity = IDXBytes.bigEndian((-Double.infinity).bitPattern)
    #expect(
      problem(IDXBytes.file(type: 0x0E, [1], infinity))?.contains("value 0: expected a finite")
        == true)
  }
}
