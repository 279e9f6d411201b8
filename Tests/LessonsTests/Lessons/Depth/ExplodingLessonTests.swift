import Testing

@testable import Lessons

@Suite struct ExplodingLessonTests {
  /// He keeps E[a²]; weights times g multiply its root by g in every layer, and δ's as well.
  @Test func theFactorOfALayerIsThatOfTheWeights() async throws {
    let numbers = try await ExplodingLesson().take(LessonSettings([.steps: "5"])).numbers
    for name in ["signalFactors", "deltaFactors"] {
      let factors = try #require(numbers[name])
      // A layer of 32 units is off by some percent; the same weights are scaled, so their ratio is not.
      #expect(abs(factors[1] / factors[0] - 1.5) < 0.05, "\(name) \(factors)")
    }
  }

  /// What is said of one layer comes to what is said of all: ×1.48 nine times is ×34.
  @Test(arguments: [1.48, 0.9859, 0.98, 3.3, 1e-3], [1, 3, 9, 29])
  func thePowersOfAFactorComeToTheWhole(_ factor: Double, _ steps: Int) throws {
    var (written, power) = (try #require(Shown.factor(factor, over: steps).reading), 1.0)
    for _ in 0..<steps { (written, power) = (written, power * written) }
    var whole = 1.0
    for _ in 0..<steps { whole *= factor }
    #expect(Shown.short(power).text == Shown.short(whole).text)
  }

  @Test func theFirstLostValueIsNamedAsTheRecordHasIt() async throws {
    let report = try await ExplodingLesson().take()
    let event = try #require(report.runs[1].firstNonFinite)
    let said = report.observations.compactMap(\.said?.text).joined()
    #expect(said.contains("step \(event.step), layer \(event.place + 1)"))
    #expect(report.runs[0].firstNonFinite == nil && report.runs[2].firstNonFinite == nil)
  }

  @Test func dataWithoutClassesAreRefused() async {
    await #expect(throws: LessonError.self) {
      try await ExplodingLesson().take(LessonSettings([.dataset: "sine"]))
    }
  }
}
