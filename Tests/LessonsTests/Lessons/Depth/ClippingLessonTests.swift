import Testing

@testable import Lessons

@Suite struct ClippingLessonTests {
  @Test func aSmallBoundActsAtEveryStepAndLearnsLess() async throws {
    let numbers = try await ClippingLesson().take().numbers
    let shares = try #require(numbers["clippedShares"])
    let accuracies = try #require(numbers["accuracies"])
    #expect(accuracies[0].isNaN)
    #expect(shares[1] < 0.1 && shares[4] == 1)
    #expect(accuracies[4] < accuracies[1] - 0.2)
    #expect(agree(numbers["bounds"].map { Array($0.dropFirst()) }, [100, 10, 1, 0.1]))
  }

  /// Adam divides by the size of the gradient: a factor that is always the same cancels.
  @Test func adamDoesNotMind() async throws {
    let settings = LessonSettings([.optimizer: "adam", .gain: "1", .clipNorm: "1"])
    let accuracies = try #require(try await ClippingLesson().take(settings).numbers["accuracies"])
    #expect(abs(accuracies[4] - accuracies[1]) < 0.15)
  }
}
