import Records
import Testing

@Suite struct MagnitudeHistogramTests {
  private let histogram = MagnitudeHistogram(
    lowestExponent: -27, negative: [0, 3, 0, 0], positive: [0, 0, 4, 0], zeros: 5, nonFinite: 2,
    under: 1)

  @Test func emptyBinsAtTheEndsAreLeftAway() {
    #expect(histogram.keptExponents == -26..<(-24))
    #expect(histogram.negative == [3, 0] && histogram.positive == [0, 4])
    #expect(histogram.count == 15 && histogram.nonZeros == 8)
  }

  @Test func aShareBelowAPowerOfTwoIsReadOff() {
    #expect(histogram.count(below: -26) == 1)
    #expect(histogram.count(below: -25) == 4)
    #expect(histogram.count(below: 10) == 8)
    // Below 2⁻²⁵ float16 has nothing but 0; bfloat16 goes on.
    #expect(histogram.lostInFloat16 == 0.5)
    #expect(histogram.lostInBFloat16 == 0.125)
    #expect(histogram.overflowingFloat16 == 0)
  }

  @Test func ofWhatIsOutsideOfTheGridOnlyTheSideIsKnown() {
    let wide = MagnitudeHistogram(
      lowestExponent: 127, negative: [1], positive: [1], under: 2, over: 4)
    #expect(wide.count(below: -1000) == 2)
    #expect(wide.count(below: 128) == 4 && wide.count(below: 1000) == 4)
    #expect(wide.overflowingFloat16 == 0.75)
  }

  @Test func addedUpTheyAreTheHistogramOfAll() {
    let other = MagnitudeHistogram(lowestExponent: 0, negative: [], positive: [7], zeros: 1)
    let sum = histogram + other
    #expect(sum.keptExponents == -26..<1)
    #expect(sum.positive.last == 7 && sum.negative.first == 3)
    #expect(sum.count == histogram.count + other.count)
    #expect(sum == other + histogram)
    #expect(histogram + MagnitudeHistogram() == histogram)
  }
}
