import Records
import Testing

@testable import Instruments

@Suite struct DetailRingTests {
  /// A ring after so many steps, each with a loss of its number.
  private func ring(steps: Int) -> DetailRing {
    var ring = DetailRing(placeCount: 2)
    for step in 0..<steps {
      ring.advance()
      ring.current.step = step
      ring.current.loss = Double(step)
      ring.current.places[1].deltaRMS = Double(10 * step)
    }
    return ring
  }

  @Test func anEmptyRingHasNoSteps() {
    #expect(ring(steps: 0).steps.isEmpty)
  }

  @Test func aFewStepsAreAllThere() {
    #expect(ring(steps: 3).steps.map(\.step) == [0, 1, 2])
  }

  @Test(arguments: [20, 21, 22, 43, 1_000])
  func theLastTwentyAndTheOneUnderWayAreThere(_ count: Int) {
    let steps = ring(steps: count).steps
    #expect(steps.map(\.step) == Array(max(count - 21, 0)..<count))
    #expect(steps.allSatisfy { $0.loss == Double($0.step) })
    // The first place was never measured: a number it does not have is none, and not 0.
    #expect(steps.allSatisfy { $0.places.map { $0[.deltaRMS] } == [nil, Double(10 * $0.step)] })
  }

  @Test func whatWasTakenOutStaysAsItWas() {
    var ring = ring(steps: 21)
    let kept = ring.steps
    ring.advance()
    ring.current.step = 99
    #expect(kept.map(\.step) == Array(0...20))
  }
}
