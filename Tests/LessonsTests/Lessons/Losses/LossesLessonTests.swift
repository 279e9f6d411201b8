import Foundation
import Testing

@testable import Lessons

@Suite struct LossesLessonTests {
  @Test func theChaptersNumbers() async throws {
    let chapter = try Chapter()
    let numbers = try await LossesLesson().take().numbers
    #expect(agree(numbers["mse"], chapter.numbers("08_mse_vs_cross_entropy", "mse")))
    #expect(agree(numbers["bce"], chapter.numbers("08_mse_vs_cross_entropy", "bce")))
    #expect(agree(numbers["shares"], chapter.numbers("02_activations", "softmax", "probabilities")))
  }

  /// What is added by hand is what the library says of all.
  @Test func theMeanIsTheMean() async throws {
    let numbers = try await LossesLesson().take().numbers
    for (whole, parts) in [("mse", "squared"), ("bce", "entropies")] {
      let list = try #require(numbers[parts])
      #expect(agree(numbers[whole], [list.reduce(0, +) / Double(list.count)], within: 1e-12))
    }
    #expect(agree(numbers["cce"], [-log(0.6590011388859679)]))
  }

  /// −ln 10⁻⁷ = 16.1 is the most that a clipped cross-entropy can be; from the logit there is no such end.
  @Test func clippingEndsTheCost() async throws {
    let numbers = try await LossesLesson().take().numbers
    #expect(agree(numbers["clipped"].map { Array($0.suffix(1)) }, [-log(1e-7)]))
    #expect(numbers["ofLogit"]?.last == 800)
  }

  @Test func whatDoesNotServeIsRefused() async {
    for texts: [LessonOption: String] in [
      [.predictions: "1.1,0"], [.predictions: ""], [.labels: "1,0"], [.labels: "1,0,0.5,1"],
      [.target: "4"], [.logits: "1"], [.predictions: "nan"], [.logits: "1,inf"],
    ] {
      await #expect(throws: LessonError.self) {
        try await LossesLesson().take(LessonSettings(texts))
      }
    }
  }
}
