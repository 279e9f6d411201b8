import Foundation
import Testing
import Texts

/// What is written of two numbers never contradicts what is said of them.
struct NumberComparisonTests {
  @Test func aNumberStandsOnItsSideOfTheBound() {
    #expect(NumberText.compared(10.13, with: 10) == ("10.1", "10.0"))
    #expect(NumberText.compared(33, with: 10) == ("33", "10"))
    #expect(NumberText.compared(0.99996, with: 1) == ("0.99996", "1.0000"))
    #expect(NumberText.compared(10, with: 10) == ("10", "10"))
    #expect(NumberText.compared(.nan, with: 10) == ("NaN", "10"))
  }

  @Test func aFactorStandsOnItsSideOfTheBound() {
    #expect(NumberText.factor(10.13, over: 1, comparedWith: 10) == ("×10.1", "×10.0"))
    #expect(NumberText.factor(0.663, over: 59, comparedWith: 0.925) == ("×0.663", "×0.925"))
    #expect(NumberText.factor(0.5982, over: 9, comparedWith: 0.5995) == ("×0.598", "×0.600"))
  }

  /// ×1.1 over nine steps would be 2.4, where 1.06⁹ = 1.7 is meant.
  @Test func theWholeFactorCanBeToldFromTheFactorOfAStep() {
    #expect(NumberText.factor(1.0613, over: 9) == "×1.06")
    #expect(NumberText.factor(1.0174, over: 59) == "×1.017")
    #expect(NumberText.factor(0.24, over: 9) == "×0.24")
    #expect(NumberText.factor(0.0203, over: 9) == "×0.020")
    #expect(NumberText.factor(nil, over: 9) == "–" && NumberText.factor(.nan, over: 9) == "NaN")
    for steps in [1, 2, 9, 29, 59, 199, 999] {
      for factor in stride(from: 0.9, to: 1.1, by: 0.0137) {
        let written = Double(NumberText.factor(factor, over: steps).dropFirst()) ?? .nan
        let ratio = pow(written / factor, Double(steps))
        #expect((0.94...1.07).contains(ratio), "\(factor) over \(steps): \(written)")
      }
    }
  }

  /// A column of factors has one number of decimals.
  @Test func factorsOverAsManyStepsHaveAsManyDecimals() {
    let texts = [0.1234, 0.9137, 0.9999, 1.0077, 1.0613, 1.9].map {
      NumberText.factor($0, over: 9)
    }
    #expect(texts == ["×0.12", "×0.91", "×1.00", "×1.01", "×1.06", "×1.90"])
  }
}
