import Testing

@testable import Charts

@Suite struct ColorTests {
  @Test func hexGoesInAndOut() {
    #expect(Color(hex: 0xD55E00).hex == 0xD55E00)
    #expect(Color(red: 2, green: -1, blue: .nan).hex == 0xFF0000)
  }

  @Test func contrastIsThatOfTheWebGuidelines() {
    #expect(abs(Palette.black.contrast(with: Palette.background) - 21) < 1e-9)
    #expect(Palette.mutedText.contrast(with: Palette.background) >= 4.5)
    #expect(Palette.secondaryText.contrast(with: Palette.background) >= 7)
    for color in Palette.categorical {
      #expect(color.readable().contrast(with: Palette.background) >= 4.5)
    }
  }

  @Test(arguments: [ColorMap.viridis, ColorMap.cividis])
  func lightnessOfColourMapsOnlyGrows(map: ColorMap) {
    let luminances = (0...200).map { map.color(at: Double($0) / 200).luminance }
    #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func colourMapsEndWithTheirEndColours() {
    #expect(ColorMap.viridis.color(at: 0).hex == 0x440154)
    #expect(ColorMap.viridis.color(at: 1).hex == 0xFDE725)
    #expect(ColorMap.viridis.color(at: -3) == ColorMap.viridis.color(at: 0))
    #expect(ColorMap.cividis.color(at: .infinity) == ColorMap.cividis.color(at: 1))
    #expect(ColorMap.viridis.color(at: .nan) == ColorMap.viridis.color(at: 0))
    #expect(ColorMap(stops: []).color(at: 0.5) == Palette.black)
  }
}
