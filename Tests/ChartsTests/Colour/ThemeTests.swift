import Testing

@testable import Charts

@Suite struct ThemeTests {
  /// Values of the page that published the space, to the digits that it gives.
  @Test func theSpaceIsThatOfItsPaper() {
    let white = OKLab(Color(hex: 0xFFFFFF))
    #expect(abs(white.lightness - 1) < 1e-3 && white.chroma < 1e-3)
    let red = OKLab(Color(hex: 0xFF0000))
    #expect(abs(red.lightness - 0.628) < 1e-3)
    #expect(abs(red.a - 0.225) < 1e-3 && abs(red.b - 0.126) < 1e-3)
    for color in Palette.categorical { #expect(OKLab(color).color.hex == color.hex) }
  }

  @Test func onTheDarkGroundTextHasTheContrastThatItNeeds() {
    let dark = Theme.dark
    for text in [
      Palette.ink, Palette.secondaryText, Palette.mutedText, Palette.bad, Palette.caution,
      Palette.good,
    ] + Palette.lines.map({ $0.readable() }) {
      #expect(
        dark.color(text, isText: true).contrast(with: dark.background) >= 4.5, "\(text.hex)")
    }
    for line in Palette.lines {
      #expect(dark.color(line).contrast(with: dark.background) >= 3, "\(line.hex)")
    }
  }

  @Test func coloursThatStandForAValueStayAsTheyAre() {
    for value in SpecialValue.allCases {
      let color = SpecialColors().color(of: value)
      #expect(Theme.dark.color(color) == color)
    }
    #expect(Theme.light.color(Palette.ink) == Palette.ink)
  }

  @Test func cellsWithoutAValueHaveTheColourOfTheGround() {
    let recording = RecordingCanvas(size: Size(100, 100))
    let canvas = ThemedCanvas(recording, theme: .dark)
    let grid = CellGrid(rows: 1, columns: 2) { _, column in
      column == 0 ? Palette.background : ColorMap.viridis.color(at: 1)
    }
    canvas.cells(grid, in: canvas.bounds)
    guard case .cells(let drawn, _)? = recording.marks.last else {
      Issue.record("no cells were drawn")
      return
    }
    #expect(drawn[0, 0] == Theme.dark.background)
    #expect(drawn[0, 1] == ColorMap.viridis.color(at: 1))
  }
}
