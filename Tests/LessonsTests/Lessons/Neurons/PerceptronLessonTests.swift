import Charts
import Networks
import Testing

@testable import Lessons

@Suite struct PerceptronLessonTests {
  @Test func itLearnsANDAndORAndNeverXOR() async throws {
    let report = try await PerceptronLesson().take()
    #expect(report.numbers["wrong"]?.prefix(2) == [0, 0])
    #expect(try #require(report.numbers["fewestWrong"])[2] > 0)
    #expect(report.observations[1].said?.text.contains("Not learned: XOR") == true)
    #expect(report.observations[2].said?.text.contains("circles") == true)
  }

  /// A question that is learned is drawn up to its last pass, and no further.
  @Test func noPassIsDrawnThatNeverTookPlace() async throws {
    let figure = try #require(try await PerceptronLesson().take().figures.first)
    let titles = figure.panels.compactMap(\.title)
    #expect(titles[5] == "AND, pass 6" && titles[9] == "OR, pass 4")
    #expect(titles[10] == "OR, stopped" && titles[17] == "XOR, pass 100")
  }

  /// Of the sixteen questions of two inputs it learns the fourteen that have a line.
  @Test func aLineIsAllItNeeds() async throws {
    for number in 0..<16 {
      let labels = (0..<4).map { number >> $0 & 1 }
      let gate = Gate(name: "", labels: labels)
      let run = try GateRun(gate, from: Perceptron(inputs: 2), learningRate: 1, passes: 100)
      #expect(run.outcome.converged == gate.hasLine, "\(labels)")
    }
  }

  /// One example at a time is the same as the library's passes.
  @Test func whatIsWatchedIsWhatIsLearned() throws {
    for gate in Gate.known {
      let start = Perceptron<Double>(weights: [3, -2], bias: 0.5)
      let run = try GateRun(gate, from: start, learningRate: 0.3, passes: 20)
      #expect(run.updates.count == run.outcome.mistakes)
      #expect(run.passes.last?.wrong.count == run.outcome.wrong)
      var whole = start
      _ = try whole.learn(Gate.inputs, labels: gate.labels, learningRate: 0.3, epochs: 20)
      #expect(run.passes.last?.neuron.weights == whole.weights)
    }
  }

  @Test func aStartFarAwayIsNotCalledImpossible() async throws {
    let report = try await PerceptronLesson().take(LessonSettings([.weights: "9999,-9999"]))
    #expect(report.observations[0].said?.text.contains("Nothing is learned") == true)
    #expect(report.observations[1].said?.text.contains("could be") == true)
  }

  @Test func answersOtherThanZeroAndOneAreRefused() async {
    for text in ["0,1,2,1", "0,1,1", "a,b,c,d", "nan,0,0,0", ""] {
      await #expect(throws: LessonError.self) {
        try await PerceptronLesson().take(LessonSettings([.labels: text]))
      }
    }
  }

  @Test func aLineHasItsOneSide() {
    let square = [Point(0, 0), Point(1, 0), Point(1, 1), Point(0, 1)]
    let mark = HalfPlaneMark(
      weights: (1, 1), bias: -1.5, shade: nil, line: StrokeStyle(Palette.ink, width: 1))
    let parts = mark.parts(of: square)
    #expect(parts.side == [Point(1, 0.5), Point(1, 1), Point(0.5, 1)])
    #expect(parts.border == [Point(1, 0.5), Point(0.5, 1)])
  }
}
