import Foundation
import Testing

@testable import Charts

@Suite struct ReferenceImageTests {
  private static let reference = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("References/demo.png").path

  /// To draw the reference anew after an intended change, look at it, and commit it:
  /// `UPDATE_REFERENCES=1 swift test --filter ReferenceImageTests`.
  @Test func theDemoLooksAsItDid() throws {
    var image = try Picture.image(size: DemoChart.size, scale: 1, draw: DemoChart.draw)
    if ProcessInfo.processInfo.environment["UPDATE_REFERENCES"] != nil {
      image.text = [TextEntry("Title", "The demo chart of ChartsTests")]
      try image.write(to: Self.reference)
    }
    let comparison = ImageComparison(image, try PNGImage(contentsOf: Self.reference))
    // Another version of FreeType shades the edges of letters differently: up to some 0.05 in a
    // tile full of small type. A letter that is missing or moved by 3 points gives 0.1 and more.
    #expect(
      comparison.worstDifference < 0.08, "worst tile at \(String(describing: comparison.worstTile))"
    )
  }

  @Test func aMovedLabelWouldBeNoticed() throws {
    let image = try Picture.image(size: DemoChart.size, scale: 1, draw: DemoChart.draw)
    let moved = try Picture.image(size: DemoChart.size, scale: 1) { canvas in
      DemoChart.draw(on: canvas)
      canvas.fill(Rect(x: 40, y: 30, width: 200, height: 36), Palette.background)
      canvas.text("Where does", at: Point(51, 62), TextStyle(Typography.pageTitle))
    }
    #expect(ImageComparison(image, moved).worstDifference > 0.1)
  }
}
