import Testing

@testable import Lessons

@Suite struct NeuronLessonTests {
  @Test func theChaptersNumbers() async throws {
    let chapter = try Chapter()
    let numbers = try await NeuronLesson().take().numbers
    for name in ["z", "sigmoid", "tanh", "relu"] {
      #expect(agree(numbers[name], chapter.numbers("01_single_neuron", name)), "\(name)")
    }
    for name in ["sigmoid", "tanh", "relu"] {
      #expect(
        agree(numbers["\(name)(−2)"], chapter.numbers("01_single_neuron", "negative", name)),
        "\(name)")
    }
  }

  @Test func aBiasLargerThanEveryProductIsNamed() async throws {
    let said = try await NeuronLesson().take().observations.compactMap(\.said?.text)
    #expect(said[1].contains("more than any product"))
    let small = try await NeuronLesson().take(LessonSettings([.bias: "0.5"]))
    #expect(small.observations[1].said?.text.contains("not more") == true)
  }

  @Test func aBiasCanKeepItSilent() async throws {
    let report = try await NeuronLesson().take(LessonSettings([.bias: "-3"]))
    #expect(report.observations.compactMap(\.said?.text).contains { $0.contains("silent") })
  }
}
