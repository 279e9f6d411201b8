import Testing

@testable import Charts

@Suite struct SignedLogScaleTests {
  private let scale = SignedLogScale(lowest: -3, highest: 0, hasNegative: true)

  @Test func theSlotOfZeroMayBeWider() {
    let wide = SignedLogScale(lowest: -3, highest: 0, hasNegative: false, zeroWidth: 4)
    #expect(wide.slots == 5 && wide.length == 8)
    #expect(wide.fraction(of: 0) == 0.25 && wide.fraction(of: 0.125) == 0.5)
    #expect(wide.fraction(of: 2) == 1 && wide.drawn(from: 0, to: 8).position(of: 0.125) == 4)
  }

  @Test func zeroIsInTheMiddleAndBothSidesAreAlike() throws {
    #expect(scale.slots == 9)
    #expect(scale.fraction(of: 0) == 0.5)
    for value in [0.125, 0.2, 0.5, 1, 1.9] {
      let (above, below) = try (
        #require(scale.fraction(of: value)), #require(scale.fraction(of: -value))
      )
      #expect(abs(above + below - 1) < 1e-12)
    }
  }

  @Test func aFactorOfTwoIsASlot() throws {
    let places = try [0.125, 0.25, 0.5, 1, 2].map { try #require(scale.fraction(of: $0)) * 9 }
    for (place, expected) in zip(places, [5.0, 6, 7, 8, 9]) {
      #expect(abs(place - expected) < 1e-9)
    }
  }

  @Test func whatIsNearerToZeroStandsBesideIt() {
    #expect(scale.fraction(of: 1e-9) == scale.fraction(of: 0.125))
    #expect(scale.fraction(of: -1e-300) == scale.fraction(of: -0.125))
    #expect(scale.fraction(of: .nan) == nil)
  }

  @Test(arguments: [true, false])
  func slotsCoverTheAxisWithoutGaps(_ hasNegative: Bool) throws {
    let scale = SignedLogScale(lowest: -149, highest: 127, hasNegative: hasNegative)
    #expect(scale.fraction(of: scale.domain.lower) == 0)
    #expect(try abs(#require(scale.fraction(of: scale.domain.upper)) - 1) < 1e-9)
    for slot in 0..<scale.slots {
      let edges = scale.edges(of: slot)
      let (left, right) = try (
        #require(scale.fraction(of: edges.lower)), #require(scale.fraction(of: edges.upper))
      )
      #expect(abs(left * Double(scale.slots) - Double(slot)) < 1e-9)
      #expect(abs(right * Double(scale.slots) - Double(slot + 1)) < 1e-9)
    }
  }

  @Test(arguments: 1...12)
  func ticksAreZeroAndPowersOfTenOnBothSides(_ count: Int) {
    let scale = SignedLogScale(lowest: -40, highest: 3, hasNegative: true)
    let ticks = scale.ticks(count)
    #expect(ticks.count <= count && ticks.contains(0))
    #expect(ticks == ticks.sorted() && ticks == ticks.map { -$0 }.sorted())
    #expect(scale.ticks(9).map(scale.label).contains("−10⁻⁴"))
  }
}
