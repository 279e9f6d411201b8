import Testing

@testable import Lessons

/// Which of several sentences is said.
@Suite struct ObservationTests {
  private func observation(_ left: Double, _ right: Double, decimals: Int = 4) -> Observation {
    let (a, b) = (Shown(left, decimals: decimals), Shown(right, decimals: decimals))
    return Observation(
      Sentence(when: a < b, says: "\(a) is less than \(b)."),
      Sentence(says: "\(a) is no less than \(b)."))
  }

  @Test func theFirstWhoseConditionHoldsIsSaid() {
    #expect(observation(1, 2).said?.text == "1 is less than 2.")
    #expect(observation(2, 1).said?.text == "2 is no less than 1.")
  }

  /// A reader sees two like numbers.
  @Test func numbersThatArePrintedAlikeAreNotDifferent() {
    #expect(observation(0.30001, 0.30004).said?.text == "0.3 is no less than 0.3.")
  }

  /// Nothing is less than a NaN, and nothing is no less.
  @Test func ofANumberThatIsNoneNothingIsSaid() {
    #expect(observation(.nan, 1).said?.text.hasPrefix("Nothing can be said here") == true)
    let missing = Observation(Sentence(says: "The deepest gets \(Shown.share(.nan)) right."))
    #expect(missing.said?.text.hasPrefix("Nothing can be said here") == true)
  }
}
