import Foundation
import Testing

@testable import Charts

@Suite struct SVGCanvasTests {
  private func demo(_ canvas: SVGCanvas) -> SVGReader {
    DemoChart.draw(on: canvas)
    return SVGReader(canvas.document(metadata: [TextEntry("Title", "demo")]))
  }

  @Test func textStaysTextAndHasItsMeasuredLength() throws {
    let reader = demo(try SVGCanvas(size: DemoChart.size))
    #expect(reader.problem == nil)
    let recording = RecordingCanvas(size: DemoChart.size)
    DemoChart.draw(on: recording)
    #expect(reader.texts == recording.strings)
    for (element, text) in zip(reader.all("text"), recording.texts) {
      let length = Double(element.attributes["textLength"] ?? "") ?? .nan
      let width = recording.measure(text.string, text.style.font).width
      #expect(abs(length - width) < 0.01, "\(text.string)")
      #expect(element.attributes["font-size"].flatMap(Double.init) == text.style.font.size)
    }
    #expect(reader.all("svg")[0].attributes["font-family"]?.hasPrefix("'DejaVu Sans'") == true)
  }

  @Test func idsHaveThePrefixSoThatSeveralFitOnOnePage() throws {
    let readers = try ["a", "b"].map { demo(try SVGCanvas(size: DemoChart.size, prefix: $0)) }
    let ids = readers.flatMap(\.ids)
    #expect(ids.count > 2)
    #expect(Set(ids).count == ids.count)
    for (prefix, reader) in zip(["a", "b"], readers) {
      for element in reader.elements {
        guard let clip = element.attributes["clip-path"] else { continue }
        #expect(clip.hasPrefix("url(#\(prefix)-"))
        #expect(reader.ids.contains(String(clip.dropFirst(5).dropLast())))
      }
    }
  }

  @Test func numbersHaveTwoDecimalsAtMost() throws {
    let canvas = try SVGCanvas(size: DemoChart.size)
    let reader = demo(canvas)
    let attributes = reader.elements.filter { $0.name != "image" }.flatMap { $0.attributes.values }
    for value in attributes where value.contains(/\.\d{3}/) { Issue.record("\(value)") }
    #expect(attributes.contains { $0.contains(/\.\d/) })
    #expect(SVGText.number(-0.004) == "0")
    #expect(SVGText.number(-0.05) == "-0.05")
    #expect(SVGText.number(1_234.5) == "1234.5")
  }

  @Test func hostileTextIsNoMarkup() throws {
    let canvas = try SVGCanvas(size: Size(300, 40))
    let name = "</text><script>alert(1)</script>&amp;\"'\u{0}\u{202E}"
    canvas.text(name, at: Point(5, 20), TextStyle(Font(size: 12)))
    let reader = SVGReader(canvas.document(metadata: [TextEntry("Title", name)]))
    #expect(reader.problem == nil)
    #expect(reader.texts == ["</text><script>alert(1)</script>&amp;\"' \u{FFFD}"])
    #expect(reader.all("script").isEmpty)
  }

  @Test func cellsAreAPictureOfOnePixelEachWithoutThoseOfTheGround() throws {
    let canvas = try SVGCanvas(size: Size(100, 50))
    let colors = [[Palette.blue, Palette.background], [Palette.orange, Palette.blue]]
    canvas.cells(
      CellGrid(rows: 2, columns: 2) { colors[$0][$1] }, in: Rect(x: 10, y: 5, width: 80, height: 40)
    )
    let image = try #require(SVGReader(canvas.document()).all("image").first)
    #expect(image.attributes["width"] == "80")
    let link = try #require(image.attributes["href"])
    let start = "data:image/png;base64,"
    #expect(link.hasPrefix(start))
    let data = try #require(Data(base64Encoded: String(link.dropFirst(start.count))))
    let picture = try PNGImage(bytes: [UInt8](data))
    #expect(picture.width == 2 && picture.height == 2)
    #expect(picture.color(x: 0, y: 0) == Palette.blue)
    #expect(picture.color(x: 1, y: 0)?.alpha == 0)
    #expect(picture.color(x: 0, y: 1) == Palette.orange)
  }

  @Test func nonsenseDrawsNothingAndBreaksNothing() throws {
    let canvas = try SVGCanvas(size: Size(20, 20), background: nil)
    canvas.stroke(Path(line: [Point(.nan, 0), Point(.infinity, 3)]), StrokeStyle(Palette.ink))
    canvas.stroke(Path(), StrokeStyle(Palette.ink))
    canvas.fill(Rect(x: .nan, y: 0, width: 3, height: 3), Palette.ink)
    canvas.circle(center: Point(3, 3), radius: -1, fill: Palette.ink, stroke: nil)
    canvas.cells(CellGrid(rows: 0, columns: 5) { _, _ in Palette.ink }, in: canvas.bounds)
    canvas.text("x", at: Point(.nan, 0), TextStyle(Font(size: 12)))
    canvas.clipped(to: canvas.bounds) {}
    let reader = SVGReader(canvas.document())
    #expect(reader.elements.map(\.name) == ["svg"])
    #expect(throws: PictureError.self) { try SVGCanvas(size: Size(.nan, 5)) }
  }

  @Test func dotsOfOneKindAreOneElement() throws {
    let canvas = try SVGCanvas(size: Size(50, 50), background: nil)
    for x in 1...9 {
      canvas.circle(center: Point(Double(x), 5), radius: 2, fill: Palette.blue, stroke: nil)
    }
    canvas.circle(center: Point(5, 9), radius: 2, fill: Palette.ink, stroke: nil)
    let paths = SVGReader(canvas.document()).all("path")
    #expect(paths.map { $0.attributes["stroke"] } == ["#0072b2", "#1a1a1a"])
    #expect(paths[0].attributes["stroke-width"] == "4")
    #expect(paths[0].attributes["d"]?.count { $0 == "M" } == 9)
  }
}
