import Testing

@testable import Records

@Suite struct PointSpansTests {
  @Test func withoutAMergerEveryStepIsAPoint() {
    let spans = PointSpans(mergers: 0)
    #expect(spans.ratio == 0)
    #expect(spans.groups(of: [0, 1, 1_000_000], to: [0, 1, 1_000_000]) == [0..<1, 1..<2, 2..<3])
  }

  @Test func theShareGrowsByTheRootOfTwo() {
    let ratios = (1...60).map { PointSpans(mergers: $0).ratio }
    #expect(ratios[0] == 1.0 / 1024 && ratios[20] == 1)
    #expect(
      zip(ratios, ratios.dropFirst()).allSatisfy { abs($1 / $0 / 2.0.squareRoot() - 1) < 1e-15 })
    // A counter that no run reaches is no trap.
    #expect(PointSpans(mergers: .max).ratio == .infinity && PointSpans(mergers: .min).ratio == 0)
  }

  /// ρ = 1/8 is that of 15 mergers.
  @Test func aPointSpansAtMostItsShareOfTheWay() {
    let spans = PointSpans(mergers: 15)
    #expect(spans.ratio == 0.125)
    #expect(!spans.allow(from: 15, to: 16) && spans.allow(from: 16, to: 17))
    #expect(spans.allow(from: 800, to: 899) && !spans.allow(from: 800, to: 900))
    // Steps that do not grow are no span; step 0 stays alone whatever the share.
    #expect(!spans.allow(from: 800, to: 799))
    #expect(!PointSpans(mergers: .max).allow(from: 0, to: 1))
  }

  /// What counts is steps, not points: with every 100th step measured two points are 101 steps.
  @Test func stepsThatWereNotMeasuredCount() {
    let steps = Array(stride(from: 0, to: 1_100, by: 100))
    #expect(
      PointSpans(mergers: 15).groups(of: steps, to: steps)
        == [0..<1, 1..<2, 2..<3, 3..<4, 4..<5, 5..<6, 6..<7, 7..<8, 8..<9, 9..<11])
  }

  @Test func aFullListGetsAQuarterFree() {
    let steps = Array(0..<1_024)
    let (mergers, groups) = PointSpans.makingRoom(
      in: steps, to: steps, mergers: 0, capacity: 1_024)
    #expect((512...768).contains(groups.count))
    #expect(
      PointSpans(mergers: mergers - 1).groups(of: steps, to: steps).count > 768)
    #expect(groups.prefix(200).allSatisfy { $0.count == 1 })
  }

  /// A list that somebody made up must not keep a program busy for ever.
  @Test func stepsThatDoNotGrowEnd() {
    let steps = [Int](repeating: 5, count: 8)
    let (_, groups) = PointSpans.makingRoom(
      in: steps, to: [5, 4, 3, 2, 1, 0, 0, 0], mergers: 0, capacity: 8)
    #expect(groups == [0..<1, 1..<8])
  }
}
