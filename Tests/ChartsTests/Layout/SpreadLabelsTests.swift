import Testing

@testable import Charts

@Suite struct SpreadLabelsTests {
  @Test func labelsWithRoomStayWhereTheyWantToBe() {
    #expect(
      spreadLabels(desired: [10, 50, 90], heights: [10, 10, 10], in: 0...100) == [10, 50, 90])
  }

  @Test func twoThatCollideMoveApartEvenly() {
    #expect(spreadLabels(desired: [50, 50], heights: [10, 10], in: 0...100) == [45, 55])
  }

  @Test func theEdgePushesBack() {
    #expect(
      spreadLabels(desired: [0, 0, 100], heights: [10, 10, 10], in: 0...100) == [5, 15, 95])
  }

  @Test func oneThatWasPushedPushesTheNext() {
    // The mean of 30 − 0, 33 − 10 and 39 − 20 is 24: the first of three places 10 apart.
    let places = spreadLabels(desired: [30, 33, 39], heights: [10, 10, 10], in: 0...100)
    #expect(places == [24, 34, 44])
  }

  @Test func moreThanFitOverlapEvenly() {
    let places = spreadLabels(desired: [1, 2, 3, 4], heights: [10, 10, 10, 10], in: 0...20)
    #expect(places == [2.5, 7.5, 12.5, 17.5])
  }

  @Test func oddInputIsHarmless() {
    #expect(spreadLabels(desired: [], heights: [], in: 0...1) == [])
    #expect(spreadLabels(desired: [.nan, .infinity], heights: [-1], in: 0...10) == [5, 5])
  }

  @Test func randomLabelsNeverOverlapStayInsideAndKeepTheirOrder() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let count = Int.random(in: 1...12, using: &generator)
      let desired = (0..<count).map { _ in Double.random(in: -50...350, using: &generator) }
      let heights = (0..<count).map { _ in Double.random(in: 5...24, using: &generator) }
      let places = spreadLabels(desired: desired, heights: heights, in: 0...300)
      let order = desired.indices.sorted { desired[$0] < desired[$1] }
      for (upper, lower) in zip(order, order.dropFirst()) {
        let distance = places[lower] - places[upper]
        #expect(distance >= (heights[upper] + heights[lower]) / 2 - 1e-9)
      }
      for index in 0..<count {
        #expect(places[index] - heights[index] / 2 >= -1e-9)
        #expect(places[index] + heights[index] / 2 <= 300 + 1e-9)
      }
    }
  }

  @Test func noSmallMoveBringsRandomLabelsNearer() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<200 {
      let desired = (0..<6).map { _ in Double.random(in: 0...100, using: &generator) }.sorted()
      let heights = [Double](repeating: 12, count: 6)
      let best = spreadLabels(desired: desired, heights: heights, in: 0...100)
      func cost(_ places: [Double]) -> Double {
        zip(places, desired).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      for _ in 0..<50 {
        // Any allowed arrangement will do as a rival; spreading one that was shaken is allowed.
        let shaken = best.map { $0 + Double.random(in: -3...3, using: &generator) }.sorted()
        let rival = spreadLabels(desired: shaken, heights: heights, in: 0...100)
        #expect(cost(best) <= cost(rival) + 1e-9)
      }
    }
  }
}
