import Testing

@testable import Charts

@Suite struct SVGColoringTests {
  @Test func aPageSetsTheColoursOfItsTheme() throws {
    let canvas = try SVGCanvas(size: Size(90, 40), coloring: .themed, background: nil)
    canvas.fill(Rect(x: 0, y: 0, width: 9, height: 9), Palette.blue.opacity(0.25))
    canvas.text("a", at: Point(9, 20), TextStyle(Font(size: 12), color: Palette.blue))
    let reader = SVGReader(canvas.element(title: "a < b", description: "c"))
    #expect(reader.problem == nil)
    #expect(reader.all("rect")[0].attributes["fill"] == "var(--m0072b2,#0072b2)")
    #expect(reader.all("rect")[0].attributes["fill-opacity"] == "0.25")
    #expect(reader.all("text")[0].attributes["fill"] == "var(--t0072b2,#0072b2)")
    // Letters need more contrast on the dark ground than areas do.
    let dark = canvas.colors.map { $0.declaration(in: .dark) }
    let (mark, letter) = (
      Theme.dark.color(Palette.blue), Theme.dark.color(Palette.blue, isText: true)
    )
    #expect(
      Set(dark) == [
        "--m0072b2:#\(SVGText.hex(mark.hex));", "--t0072b2:#\(SVGText.hex(letter.hex));",
      ])
    #expect(mark != letter)
  }

  @Test func aPictureOfAPageHasANameAndADescription() throws {
    let canvas = try SVGCanvas(size: Size(9, 4), prefix: "p7", coloring: .themed, background: nil)
    let reader = SVGReader(canvas.element(title: "a < b", description: "c & d"))
    let picture = try #require(reader.all("svg").first).attributes
    #expect(picture["role"] == "img")
    #expect(picture["aria-labelledby"] == "p7-title" && picture["aria-describedby"] == "p7-desc")
    #expect(reader.all("title")[0].text == "a < b" && reader.all("desc")[0].text == "c & d")
    // A page's policy forbids style attributes, and nothing is fetched.
    #expect(reader.elements.allSatisfy { $0.attributes["style"] == nil })
    #expect(!canvas.element(title: "", description: "").contains("http"))
  }
}
