import Testing

@testable import Datasets

@Suite struct DigitsTests {
  @Test func hasTheCountsOfTheSource() throws {
    let digits = try Digits.load()
    #expect(digits.name == "digits")
    #expect(digits.exampleCount == 1797)
    #expect(digits.featureCount == 64)
    #expect(digits.classNames == (0...9).map(String.init))
    #expect(digits.classCounts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    #expect(digits.featureNames.first == "p00")
    #expect(digits.featureNames.last == "p77")
  }

  /// Both sums were computed from the published file with Python's csv module; the second one
  /// weights each pixel by row and column, and so notices two that changed places.
  @Test func hasThePixelsOfTheSource() throws {
    let digits = try Digits.load()
    #expect(digits.features.reduce(0, +) == 561_718)
    var weighted = 0.0
    for (index, pixel) in digits.features.enumerated() {
      weighted += Double((index / 64) * (index % 64)) * pixel
    }
    #expect(weighted == 15_815_633_691)
    #expect(digits.features.allSatisfy { (0...16).contains($0) && $0.rounded() == $0 })
    #expect(Array(digits.features.prefix(8)) == [0, 0, 5, 13, 9, 1, 0, 0])
    #expect(Array(digits.labels.prefix(10)) == Array(0...9))
  }

  @Test func embedsTheWholeFile() {
    #expect(Digits.csv.count == 264_974)
    #expect(Digits.csv.starts(with: Array("p00,p01,".utf8)))
    #expect(Digits.csv.last == UInt8(ascii: "\n"))
  }

  @Test func namesItsSourceAndLicence() {
    #expect(Digits.attribution.contains("10.24432/C50P49"))
    #expect(Digits.attribution.contains("CC BY 4.0"))
  }
}
