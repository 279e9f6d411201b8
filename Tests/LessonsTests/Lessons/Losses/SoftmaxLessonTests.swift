import Testing

@testable import Lessons

@Suite struct SoftmaxLessonTests {
  @Test func theChaptersNumbers() async throws {
    let numbers = try await SoftmaxLesson().take().numbers
    #expect(
      agree(
        numbers["shares"], try Chapter().numbers("02_activations", "softmax", "probabilities")))
    #expect(agree(numbers["sum"], [1], within: 1e-12))
  }

  /// What one class gets, the others lose; sigmoids know nothing of each other.
  @Test func theyExcludeEachOther() async throws {
    let numbers = try await SoftmaxLesson().take().numbers
    let (before, after) = (try #require(numbers["shares"]), try #require(numbers["raised"]))
    #expect(after[2] > before[2] && after[0] < before[0] && after[1] < before[1])
    let (single, later) = (
      try #require(numbers["sigmoids"]), try #require(numbers["raisedSigmoids"])
    )
    #expect(later[0] == single[0] && later[1] == single[1] && later[2] > single[2])
  }

  @Test func aThousandMoreBreaksWhatIsWritten() async throws {
    let numbers = try await SoftmaxLesson().take().numbers
    #expect(numbers["plainShifted"]?.allSatisfy(\.isNaN) == true)
    #expect(agree(numbers["shifted"], try #require(numbers["shares"])))
  }

  @Test(arguments: ["0,0", "-1000000,1000000", "1,1,1,1,1,1,1,1,1", "-5000,-5000", "709,710"])
  func extremesHaveSomethingToSay(_ text: String) async throws {
    let report = try await SoftmaxLesson().take(LessonSettings([.logits: text]))
    for observation in report.observations {
      #expect(observation.said?.claims.allSatisfy(\.holdsAsPrinted) == true)
    }
  }
}
