import Testing

@testable import Charts

@Suite struct ImageComparisonTests {
  private func white(_ width: Int = 64, _ height: Int = 48) -> PNGImage {
    PNGImage(
      width: width, height: height, pixels: [UInt8](repeating: 255, count: width * height * 4))
  }

  @Test func equalPicturesDoNotDiffer() {
    let comparison = ImageComparison(white(), white())
    #expect(comparison.worstDifference == 0)
    #expect(comparison.worstTile == nil)
  }

  @Test func oneBlackTileIsFoundHoweverLargeThePicture() {
    var other = white()
    for y in 16..<32 {
      for x in 32..<48 {
        for channel in 0..<3 { other.pixels[(y * 64 + x) * 4 + channel] = 0 }
      }
    }
    let comparison = ImageComparison(white(), other)
    #expect(comparison.worstDifference == 1)
    #expect(comparison.worstTile?.x == 32 && comparison.worstTile?.y == 16)
  }

  @Test func differentSizesDifferWholly() {
    #expect(ImageComparison(white(), white(63)).worstDifference == 1)
  }
}
