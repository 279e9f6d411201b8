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

  @Test func aBiasCanKeepItSilent() async throws {
    let report = try await NeuronLesson().take(LessonSettings([.bias: "-3"]))
    #expect(report.observations.compactMap(\.said?.text).contains { $0.contains("silent") })
  }
}
