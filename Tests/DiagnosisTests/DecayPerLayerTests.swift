import Diagnosis
import Foundation
import Testing

@Suite struct DecayPerLayerTests {
  @Test(arguments: [0.236, 0.7, 1, 1.5])
  func ofAPowerLawIsItsFactor(_ factor: Double) {
    let values = (1...10).map { pow(factor, Double(10 - $0)) }
    // Logarithms and a least-squares slope: some units of 2⁻⁵².
    let (back, forward) = (DecayPerLayer.backward(values), DecayPerLayer.forward(values))
    #expect(abs((back ?? .nan) - factor) < 1e-12)
    #expect(abs((forward ?? .nan) - 1 / factor) < 1e-11)
  }

  @Test func leavesTheFirstLayerOut() {
    #expect(DecayPerLayer.backward([1e9, 1, 1, 1]) == 1)
  }

  @Test func zerosAreSkippedUnlessThereIsNothingElse() {
    #expect(abs((DecayPerLayer.backward([0, 0, 0.25, 0.5, 1]) ?? .nan) - 0.5) < 1e-12)
    #expect(DecayPerLayer.backward([0, 0, 0, 0]) == 0)
    // A network whose first layer is dead: nothing comes forward either, and nothing explodes.
    #expect(DecayPerLayer.forward([1, 0, 0, 0]) == 0)
  }

  @Test func whatIsNotFiniteMakesItNaN() {
    #expect(DecayPerLayer.backward([1, 1, .nan, 1])?.isNaN == true)
    #expect(DecayPerLayer.forward([1, 1, .infinity, 1])?.isNaN == true)
  }

  @Test func twoLayersHaveNoSlope() {
    #expect(DecayPerLayer.backward([]) == nil)
    #expect(DecayPerLayer.backward([1, 2]) == nil)
    #expect(DecayPerLayer.backward([1, 2, 3]) != nil)
  }
}
