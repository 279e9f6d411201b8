import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// What units do at the start and at the end.
struct ActivationsFigureTests {
  private func strings(_ runs: [JudgedRun]) -> [String] {
    let figure = ActivationsFigure(context: FigureContext(runs, command: "test"))
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    return canvas.strings
  }

  private func title(_ runs: [JudgedRun]) -> String {
    ActivationsFigure(context: FigureContext(runs, command: "test")).title
  }

  private func record(saturated: Double) -> RunRecord {
    ExampleRecord.make(
      depth: 4, steps: 50,
      edit: { step, layer, statistics in
        statistics.saturatedHighFraction = step == 50 && layer == 3 ? saturated : 0
        // Dies while it is trained: at the start all layers vary.
        statistics.activationStd = step == 50 && layer == 4 ? 0 : 0.5
      })
  }

  @Test func aPanelOfSharesTooSmallToBeSeenIsASentence() {
    let small = strings([JudgedRun(record(saturated: 0.02))])
    #expect(!small.contains("saturated share"))
    #expect(small.joined(separator: " ").contains("At most 2 % are saturated in any layer"))
    let large = strings([JudgedRun(record(saturated: 0.4))])
    #expect(large.contains("saturated share"))
    #expect(large.contains { $0.contains("the most is 40 %") })
    #expect(
      title([JudgedRun(record(saturated: 0.4))])
        .hasPrefix("At the end 40 % of the entries are saturated in layer 3"))
  }

  @Test func whatDiesWhileItIsTrainedDoesNotLookHealthy() {
    let run = JudgedRun(record(saturated: 0))
    #expect(
      title([run])
        == "At the end layer 1 tells examples apart by 0.50, layer 4 not at all")
    #expect(strings([run]).contains { $0.contains("exactly 0 at the end") })
  }

  /// Nothing comes from a layer whose output is the same for every example: what a later one has is rounding, and is
  /// drawn as such with the names of its runs.
  @Test func whatIsOnlyRoundingIsPaleAndSaysOfWhom() throws {
    let runs = ["a", "b", "c"].map { name in
      var record = ExampleRecord.make(
        depth: 6, steps: 50,
        edit: { _, layer, statistics in
          statistics[.activationExampleStd] = [0.5, 0.1, 2e-9, 0, 3e-9, 1e-9, 1][layer - 1]
        })
      record.name = name
      return JudgedRun(record)
    }
    let words = strings(runs).joined(separator: " ")
    #expect(
      words.contains("only rounding, a from layer 3 on, b from layer 3 on, c from layer 3 on"))
    #expect(words.contains("What differs again after a layer of exactly 0 is rounding, no signal."))
    #expect(words.contains("faint: only rounding"))
    let places = RoundedPlaces(runs[0])
    #expect(places.marked.end == [false, false, true, true, true, true] && places.returns)
    let whole = JudgedRun(ExampleRecord.make(depth: 6, steps: 50))
    #expect(RoundedPlaces(whole).words == nil)
    #expect(!strings([whole]).joined().contains("rounding"))
  }

  /// Nine zeros and one that is drawn are one place of rounding, not ten.
  @Test func onlyWhatIsDrawnIsCountedAsRounding() {
    let run = JudgedRun(
      ExampleRecord.make(
        depth: 6, steps: 50,
        edit: { _, layer, statistics in
          statistics[.activationExampleStd] = [0.5, 0.1, 0, 0, 3e-9, 0.1, 1][layer - 1]
        }))
    #expect(RoundedPlaces(run).words == "in 1 layer")
  }

  /// Ten to the minus eighth is no number of a signal, and is not told as one.
  @Test func roundingIsCalledSoInTheTitle() {
    let lost = JudgedRun(
      ExampleRecord.make(
        depth: 6, steps: 50,
        edit: { _, layer, statistics in
          statistics[.activationExampleStd] = [0.5, 0.1, 2e-9, 1e-9, 3e-9, 1e-9, 1][layer - 1]
        }))
    #expect(
      title([lost]).hasPrefix(
        "At the end layer 1 tells examples apart by 0.50, from layer 3 on nothing but rounding does"
      ))
    let all = JudgedRun(
      ExampleRecord.make(
        depth: 6, steps: 50,
        edit: { _, layer, statistics in
          statistics[.activationExampleStd] = layer == 1 ? 1e-8 : 1e-9 / Double(layer)
        }))
    #expect(
      title([all]).hasPrefix("At the end no layer tells examples apart by more than rounding"))
  }

  /// A line that ends says why.
  @Test func activationsThatAreNoNumbersAreTold() {
    let run = JudgedRun(
      ExampleRecord.make(
        depth: 4, steps: 50,
        edit: { step, layer, statistics in
          if step == 50, layer > 2 { statistics[.activationExampleStd] = .nan }
        }))
    #expect(
      title([run]).hasPrefix("At the end the activations are NaN or infinite from layer 3 on"))
    #expect(
      strings([run]).joined(separator: " ").contains("NaN or infinite at the end: from layer 3 on"))
  }

  /// What is drawn is told: the end of such a run is not.
  @Test func ofARunThatIsNoNumberAtTheEndTheStartIsTold() {
    let run = JudgedRun(
      ExampleRecord.make(depth: 3, steps: 20, finalLoss: .nan, status: .diverged) {
        step, _, statistics in
        if step == 20 {
          for quantity in QuantitySet.everyStep.quantities { statistics[known: quantity] = .nan }
        }
      })
    #expect(
      title([run])
        == "At the end every activation is NaN or infinite; before the first update "
        + "the difference between examples is 0.50")
    #expect(!strings([run]).contains("strong: at the end"))
  }

  @Test func silenceIsNamedWithItsRun() {
    let runs = SampleRuns.runs(depth: 4)
    #expect(title(runs).hasPrefix("At the end 100 % of the units are silent in layer"))
  }

  /// An empty box would say what the title says.
  @Test func whereNothingIsANumberThereIsNoBox() {
    func run(_ name: String, saturated: Double) -> JudgedRun {
      var record = ExampleRecord.make(
        depth: 4, steps: 50,
        edit: { _, _, statistics in
          statistics[.activationExampleStd] = .nan
          statistics.saturatedHighFraction = saturated
        })
      record.name = name
      return JudgedRun(record)
    }
    let none = ActivationsFigure(context: FigureContext([run("a", saturated: 0)], command: ""))
    #expect(none.lack == "the difference between examples is NaN in every layer")
    let some = ActivationsFigure(context: FigureContext([run("a", saturated: 0.5)], command: ""))
    let drawn = DrawnFigure(some)
    #expect(some.lack == nil && drawn.strings.contains("saturated share"))
    #expect(!drawn.strings.contains("how far examples differ"))
  }

  /// One quantity has one name, in the title and over the plot.
  @Test func whatIsDrawnHasOneName() {
    let run = JudgedRun(ForeignRuns.lstm())
    let figure = ActivationsFigure(context: FigureContext([run], command: ""))
    let drawn = DrawnFigure(figure)
    let name = ["spread of the activations", "size of the activations"].first(
      where: drawn.strings.contains)
    #expect(name.map { figure.title.contains($0) } == true, "\(figure.title) \(drawn.strings)")
  }
}
