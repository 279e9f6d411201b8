import Testing

@testable import Datasets

/// A CSV file that comes gzipped.
@Suite struct CSVGzipTests {
  private static let text = Array("x,y\n1,a\n2,b\n3,a\n".utf8)

  @Test func readsGzipWhateverItsName() throws {
    let plain = try CSVReader().read(Self.text, name: "a.csv")
    #expect(try CSVReader().read(IDXBytes.gzipped(Self.text), name: "a.csv") == plain)
    let halves = IDXBytes.gzipped(Array(Self.text[..<6])) + IDXBytes.gzipped(Array(Self.text[6...]))
    #expect(try CSVReader().read(halves, name: "a.csv") == plain)
  }

  /// More than the pieces in which it is unpacked.
  @Test func readsMoreThanOnePiece() throws {
    let row = Array("0.5,1\n".utf8)
    var bytes = Array("x,y\n0,0\n".utf8)
    for _ in 0..<400_000 { bytes += row }
    let data = try CSVReader().read(IDXBytes.gzipped(bytes), name: "a.csv.gz")
    #expect(data.exampleCount == 400_001)
    #expect(data.features[400_000] == 0.5)
  }

  @Test func everyTruncationAndEveryDamageIsNoticed() {
    let packed = IDXBytes.gzipped(Self.text)
    for count in 2..<packed.count {
      #expect(throws: DatasetError.self) {
        try CSVReader().read(Array(packed.prefix(count)), name: "a.csv.gz")
      }
    }
    var damaged = packed
    damaged[packed.count - 8] ^= 1
    let error = #expect(throws: DatasetError.self) {
      try CSVReader().read(damaged, name: "a.csv.gz")
    }
    #expect(error?.description.contains("incorrect data check") == true)
    #expect(error?.category == .badData)
  }

  @Test func thePathNamesACSVFile() throws {
    #expect(try DatasetName(parsing: "some/where.csv.gz") == .csv(path: "some/where.csv.gz"))
    #expect(try DatasetName(parsing: "WHERE.CSV.GZ") == .csv(path: "WHERE.CSV.GZ"))
  }
}
