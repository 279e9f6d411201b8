import Testing

@testable import Charts

/// The colours of pictures, as people see them who do not tell red from green, and without any colour.
@Suite struct ColorVisionTests {
  /// Three times 0.02, the distance in OKLab that CSS Color 4 (§ 13.2) takes for just noticeable: that is of fields
  /// side by side, and lines are thin and apart.
  private static let least = 0.06
  private static let colourful = ColorVision.allCases.filter { $0 != .grey }

  /// Greys stay what they are, and what differs along a line of confusion looks the same: without a kind of cones there
  /// are two numbers to a colour, not three.
  @Test(arguments: [
    (ColorVision.protanopia, [-0.98961, 0.14374, 0.00292]),
    (.deuteranopia, [-0.92205, 0.38602, -0.02836]),
  ])
  func aKindOfConesIsMissing(vision: ColorVision, line: [Double]) {
    for hex: UInt32 in [0, 0x777777, 0xFFFFFF] {
      #expect(vision.seen(Color(hex: hex)).hex == hex)
    }
    let red = Color(linearRed: 0.5, green: 0.3, blue: 0.3)
    let green = Color(
      linearRed: 0.5 + 0.4 * line[0], green: 0.3 + 0.4 * line[1], blue: 0.3 + 0.4 * line[2])
    #expect(ColorVision.full.distance(red, green) > 0.1)
    #expect(vision.distance(red, green) < 1e-3)
    #expect(OKLab(ColorVision.grey.seen(red)).chroma < 1e-3)
  }

  @Test(arguments: Theme.allCases, colourful)
  func linesAreToldApart(on theme: Theme, with vision: ColorVision) {
    let nearest = vision.nearest(Palette.lines.map { theme.color($0) })
    #expect(nearest.distance >= Self.least, "\(nearest.pair)")
  }

  /// The four families of the standard lineup are drawn most, and come further apart.
  @Test(arguments: Theme.allCases, colourful)
  func familiesAreToldApartWell(on theme: Theme, with vision: ColorVision) {
    let families = Palette.lines.prefix(4).map { theme.color($0) }
    let nearest = vision.nearest(families)
    #expect(nearest.distance >= 0.1, "\(nearest.pair)")
  }

  /// No colour stands for a value that is none.
  @Test(arguments: colourful)
  func whatIsNoNumberIsFarFromEveryNumber(with vision: ColorVision) {
    for theme in Theme.allCases {
      whatIsNoNumberIsFarFromEveryNumber(on: theme.background, with: vision)
    }
  }

  private func whatIsNoNumberIsFarFromEveryNumber(on ground: Color, with vision: ColorVision) {
    let special = SpecialValue.allCases.map { SpecialColors().color(of: $0) }
      .map { ground.mixed(with: $0.opacity(1), $0.alpha) }
    for color in special {
      let distances = (0...200).map {
        vision.distance(color, ColorMap.viridis.color(at: Double($0) / 200))
      }
      #expect((distances.min() ?? 0) >= Self.least, "\(String(color.hex, radix: 16))")
      #expect(vision.distance(color, ground) >= Self.least)
    }
    #expect(vision.nearest(special).distance >= Self.least)
  }

  /// Colour alone does not carry a verdict: as greys, and without red and green, these are too near. They are words in
  /// every picture, which a test of the pictures holds.
  @Test func verdictsNeedWords() {
    let verdicts = [Palette.bad, Palette.caution, Palette.good]
    #expect(ColorVision.full.nearest(verdicts).distance >= Self.least)
    #expect(ColorVision.grey.nearest(verdicts).distance < Self.least)
    #expect(ColorVision.deuteranopia.nearest(verdicts).distance < Self.least)
  }

  /// In a print without colours equal steps of a map still are steps.
  @Test(arguments: [ColorMap.viridis, .cividis], ColorVision.allCases)
  func mapsHaveStepsWithAnyVision(map: ColorMap, vision: ColorVision) {
    let stops = (0...10).map { vision.seen(map.color(at: Double($0) / 10)) }
    for (dark, light) in zip(stops, stops.dropFirst()) {
      #expect(OKLab(light).lightness - OKLab(dark).lightness > 0.03)
    }
  }
}
