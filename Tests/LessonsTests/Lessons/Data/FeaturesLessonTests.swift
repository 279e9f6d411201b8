import Testing

@testable import Lessons

@Suite struct FeaturesLessonTests {
  @Test func laterUnitsAnswerMoreToWhichDigitItIs() async throws {
    let numbers = try await FeaturesLesson().take().numbers
    let explained = try #require(numbers["explained"])
    #expect(explained.count == 3)
    #expect(explained[0] < explained[2])
    #expect(explained.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func moreExamplesAreReadBetter() async throws {
    let numbers = try await FeaturesLesson().take().numbers
    let (counts, accuracies) = (
      try #require(numbers["examples"]), try #require(numbers["accuracies"])
    )
    #expect(counts == counts.sorted() && counts.count == 3)
    #expect(accuracies[2] > accuracies[0] + 0.1)
  }

  @Test func aDepthThatCannotBeDrawnIsRefused() async {
    await #expect(throws: LessonError.self) {
      try await FeaturesLesson().take(LessonSettings([.depth: "9"]))
    }
  }
}
