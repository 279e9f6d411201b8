import Testing

@testable import Lessons

@Suite struct BackpropLessonTests {
  @Test func theChaptersNumbers() async throws {
    let chapter = try Chapter()
    let numbers = try await BackpropLesson().take().numbers
    for name in ["z1", "a1", "a2", "loss", "dz2", "dz1"] {
      #expect(agree(numbers[name], chapter.numbers("04_backpropagation", name)), "\(name)")
    }
    let gradients = ["dW1", "db1", "dW2", "db2"].flatMap {
      chapter.numbers("04_backpropagation", $0)
    }
    #expect(agree(numbers["gradients"], gradients))
    let after = try #require(numbers["after"])
    #expect(agree(Array(after[0...3]), chapter.numbers("04_backpropagation", "W1_after")))
    #expect(agree(Array(after[6...7]), chapter.numbers("04_backpropagation", "W2_after")))
  }

  @Test func theGuessIsAnsweredUpOrDown() async throws {
    let said = try await BackpropLesson().take().observations.compactMap(\.said?.text)
    #expect(said[0].contains("W₁[1,1] goes up") && said[0].contains("W₁[1,2] goes down"))
    let other = try await BackpropLesson().take(LessonSettings([.target: "0"]))
    #expect(other.observations[0].said?.text.contains("goes up") == false)
  }

  /// The chain rule and the differences know nothing of each other.
  @Test func differencesConfirmEveryGradient() async throws {
    for activation in ["relu", "tanh", "gelu"] {
      let numbers = try await BackpropLesson().take(LessonSettings([.activation: activation]))
        .numbers
      // (L(θ + h) − L(θ − h)) / 2h with h = 1e-5 is off by h² and by the rounding 1e-16/h.
      #expect(agree(numbers["gradients"], numbers["differences"] ?? [], within: 1e-9))
    }
  }
}
