import Testing

@testable import Lessons

@Suite struct XorLessonTests {
  @Test func theChaptersTenThousandEpochs() async throws {
    let chapter = try Chapter()
    let numbers = try await XorLesson().take().numbers
    let losses = try #require(numbers["losses"])
    #expect(losses.count == 10_000)
    for epoch in [0, 2000, 4000, 6000, 8000] {
      #expect(agree([losses[epoch]], chapter.numbers("05_xor", "losses", "\(epoch)")), "\(epoch)")
    }
    #expect(agree(numbers["predictions"], chapter.numbers("05_xor", "predictions_in_last_epoch")))
    #expect(
      agree([losses[losses.count - 1]], chapter.numbers("05_xor", "final_loss_in_last_epoch")))
  }

  /// Weighted sums of weighted sums are one weighted sum.
  @Test(arguments: ["1", "2", "3"]) func aLinearNetworkNeverLearnsIt(_ seed: String) async throws {
    let settings = LessonSettings([.seed: seed, .steps: "2000", .width: "8"])
    let numbers = try await XorLesson().take(settings).numbers
    let correct = try #require(numbers["linearCorrect"])
    #expect(correct.allSatisfy { $0 < 4 })
    #expect(try #require(numbers["linearLosses"]).allSatisfy { $0 > 0.25 - 1e-9 })
  }
}
