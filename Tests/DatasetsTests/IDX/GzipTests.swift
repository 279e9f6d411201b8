import Testing

@testable import Datasets

@Suite struct GzipTests {
  private static let plain = IDXBytes.file([60, 10], (0..<600).map { UInt8($0 % 7) })

  private func problem(_ bytes: [UInt8]) -> String? {
    let error = #expect(throws: DatasetError.self) { try IDXFile.parse(bytes, name: "a.gz") }
    return error.map { String($0.description.dropFirst("a.gz: ".count)) }
  }

  @Test func readsAGzippedFileWhateverItsName() throws {
    let packed = IDXBytes.gzipped(Self.plain)
    #expect(packed.count < Self.plain.count)
    #expect(
      try IDXFile.parse(packed, name: "a") == IDXFile.parse(Self.plain, name: "a"))
  }

  @Test func readsSeveralMembers() throws {
    // Cut inside the header, inside the elements, and with members that hold nothing.
    for cut in [0, 3, 11, 12, 100, 612] {
      let packed =
        IDXBytes.gzipped(Array(Self.plain.prefix(cut))) + IDXBytes.gzipped([])
        + IDXBytes.gzipped(Array(Self.plain.dropFirst(cut)))
      #expect(
        try IDXFile.parse(packed, name: "a") == IDXFile.parse(Self.plain, name: "a"), "\(cut)")
    }
  }

  @Test func readsWhatIsPackedAsTightlyAsCanBe() throws {
    let zeros = IDXBytes.file([1000, 1000], [UInt8](repeating: 0, count: 1_000_000))
    let packed = IDXBytes.gzipped(zeros)
    #expect(packed.count < zeros.count / 900)
    #expect(try IDXFile.parse(packed, name: "a").values.count == 1_000_000)
  }

  @Test func everyByteOfTheChecksumsCounts() {
    let packed = IDXBytes.gzipped(Self.plain)
    for index in packed.count - 8..<packed.count {
      var damaged = packed
      damaged[index] ^= 1
      let check = index < packed.count - 4 ? "data" : "length"
      #expect(
        problem(damaged)?.hasSuffix(
          "expected sound gzip data, got \"incorrect \(check) check\"; "
            + "the file is damaged, get it again") == true)
    }
  }

  @Test func everyTruncationIsNoticed() {
    let packed = IDXBytes.gzipped(Self.plain)
    for count in 2..<packed.count {
      #expect(problem(Array(packed.prefix(count))) != nil, "\(count) bytes")
    }
    #expect(
      problem(Array(packed.dropLast()))
        == "byte \(packed.count - 1): expected more gzip data, got the end of the file; "
        + "the file is incomplete, get it again")
  }

  @Test func refusesBytesAfterTheEnd() {
    let packed = IDXBytes.gzipped(Self.plain)
    #expect(
      problem(packed + [0, 0])
        == "byte \(packed.count): expected the end of the file after the gzip data, "
        + "got 2 more bytes; get the file again, or cut them off")
    #expect(
      problem(IDXBytes.gzipped(Self.plain + [0]))
        == "byte 612 of the unpacked data: expected 612 bytes, as a header of 60 × 10 elements of "
        + "1 announces, got more; cut off what follows the elements")
    #expect(problem(IDXBytes.gzipped(IDXBytes.file([1], [1, 2, 3])))?.contains("got more") == true)
    #expect(problem(packed + IDXBytes.gzipped([1]))?.contains("got more") == true)
  }

  @Test func refusesLessThanItAnnounces() {
    #expect(
      problem(IDXBytes.gzipped(Self.plain.dropLast()))
        == "byte 611 of the unpacked data: expected 612 bytes, as a header of 60 × 10 elements of "
        + "1 announces, got 611; the file is incomplete, get it again")
  }

  @Test func refusesWhatSoMuchGzipCannotHold() {
    // 1.5 GiB in a few dozen bytes: there must be no attempt to find memory for it.
    let packed = IDXBytes.gzipped(IDXBytes.file([3 << 29], [1, 2, 3]))
    #expect(
      problem(packed)
        == "byte 4 of the unpacked data: expected dimensions of at most \(packed.count * 1032) "
        + "bytes, all that \(packed.count) bytes of gzip can hold, got 1610612736 elements of 1; "
        + "the file is incomplete or damaged, get it again")
  }

  @Test func saysWhatIsWrongInTheUnpackedData() {
    #expect(
      problem(IDXBytes.gzipped([1, 2, 3, 4]))
        == "byte 0 of the unpacked data: expected an IDX file, which begins with 00 00, "
        + "got 01 02; check the path")
    #expect(problem(IDXBytes.gzipped([])) != nil)
  }
}
