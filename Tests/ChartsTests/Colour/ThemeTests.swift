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

  /// On a dark ground no cell of 0 is as bright as the top of a scale, and words on it can be read.
  @Test func exactlyZeroIsAGreyBetweenGroundAndLetters() {
    for theme in Theme.allCases {
      let color = SpecialColors().zero
      let zero = theme.background.mixed(with: color.opacity(1), color.alpha)
      #expect(zero.contrast(with: theme.background) >= 1.4)
      #expect(theme.color(Palette.ink, isText: true).contrast(with: zero) >= 4.5)
      #expect(zero.luminance < ColorMap.viridis.color(at: 1).luminance)
    }
  }

  /// What is faint is equally faint on both grounds, and what stands out from a line stands out on both.
  @Test func faintColoursCanBeSeenInEveryTheme() {
    for theme in Theme.allCases {
      for line in Palette.lines {
        #expect(theme.contrast(of: line.faint(1.6)) >= 1.6)
        #expect(theme.contrast(of: line.faint(1.6)) <= theme.contrast(of: line))
        #expect(theme.contrast(of: line.emphasised) >= theme.contrast(of: line) * 0.99)
      }
      #expect(theme.contrast(of: Palette.black.faint(1.6)) < 2)
    }
    #expect(Palette.background.faint(3) == Palette.background, "no opacity is enough")
    let faded = Palette.blue.faded(0.25)
    #expect(faded.alpha == 0.75 && faded.hex == Palette.blue.hex)
  }

  @Test func cellsOfWordsFollowTheTheme() throws {
    var grid = CellGrid(rows: 2, columns: 3) { row, _ in
      row == 0 ? Palette.black : Palette.background
    }
    grid.followsTheme = true
    let svg = try SVGCanvas(size: Size(90, 90), coloring: .themed, background: nil)
    svg.cells(grid, in: svg.bounds)
    #expect(svg.colors == [ThemedColor(Palette.black)])
    let recording = RecordingCanvas(size: Size(90, 90))
    ThemedCanvas(recording, theme: .dark).cells(grid, in: recording.bounds)
    guard case .cells(let drawn, _)? = recording.marks.last else {
      Issue.record("no cells were drawn")
      return
    }
    #expect(drawn[0, 0] == Theme.dark.color(Palette.black))
    #expect(drawn[1, 0] == Theme.dark.background)
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
