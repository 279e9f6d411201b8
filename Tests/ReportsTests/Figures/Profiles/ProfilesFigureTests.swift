import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Profiles at three moments, and what stands above them.
struct ProfilesFigureTests {
  private func canvas(_ runs: [JudgedRun]) -> RecordingCanvas {
    let figure = ProfilesFigure(context: FigureContext(runs, command: "test"))
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    return canvas
  }

  /// δ of layer ℓ at step s is (s + 1) · 10^−ℓ, of the dead end 0.
  private func record(steps: Int = 100, dies: Bool = false) -> RunRecord {
    ExampleRecord.make(
      depth: 4, steps: steps,
      edit: { step, layer, statistics in
        let size = Double(step + 1) * 0.1 * Double(sign: .plus, exponent: -layer, significand: 1)
        statistics.deltaRMS = dies && step > 80 ? 0 : size
      })
  }

  @Test func momentsAreTheFirstTheHalfWayAndTheLast() throws {
    let run = JudgedRun(record())
    let chain = try #require(run.chain)
    #expect(
      Moment.allCases.map { run.step(of: .deltaRMS, at: $0, of: chain) } == [0, 50, 100])
    let single = JudgedRun(record(steps: 0))
    #expect(Moment.allCases.map { single.step(of: .deltaRMS, at: $0) } == [0, nil, nil])
    #expect(single.profile(.deltaRMS, at: .end).isEmpty)
  }

  @Test func whatBecameOfDeltaIsSaid() {
    let texts = canvas([JudgedRun(record())]).strings.joined(separator: " ")
    #expect(texts.contains("δ of layer 1: 0.050 → 5.1"))
    let dead = canvas([JudgedRun(record(dies: true))]).strings.joined(separator: " ")
    #expect(dead.contains("δ of layer 1: 0.050 → 0 (0 in all 4 layers)"))
  }

  /// A line that has no place on the axis is said, not left out.
  @Test func whatHasNoLineIsSaid() {
    let broken = ExampleRecord.make(depth: 4, steps: 100) { step, layer, statistics in
      if step > 80 { statistics.deltaRMS = .nan }
      if step > 80, layer > 2 { statistics.activationRMS = layer == 3 ? 0 : .nan }
    }
    let words = canvas([JudgedRun(broken)]).strings.joined(separator: " ")
    #expect(words.contains("δ (end: NaN)"), "\(words)")
    #expect(words.contains("a is 0 in layer 3 at the end; a is NaN in layer 4 at the end"))
  }

  @Test func theTitleHasTheLeastAndTheMost() {
    let title = ProfilesFigure(context: FigureContext(SampleRuns.runs(depth: 4), command: "")).title
    #expect(
      title
        == "Of δ in layer 4, layer 1 gets ×8.0·10⁻⁶ in sigmoid-naive, ×1.03 in residual-he "
        + "before the first update")
  }

  /// Lines that are drawn without a theory that holds say what they are.
  @Test func aGuideSaysWhatItIs() {
    var record = record()
    let band = PredictedProfile.Band(lower: 0.01, expected: 0.1, upper: 1)
    record.prediction = PredictedProfile(
      layers: [PredictedProfile.Layer](
        repeating: .init(activationRMS: band, deltaRMS: band), count: 4),
      limits: ["a layer has 16 units, fewer than 32"])
    let words = canvas([JudgedRun(record)]).strings.joined(separator: " ")
    #expect(words.contains("what a very wide network would have at the start: a guide only"))
  }

  /// Green would say that a dead network is well.
  @Test func theoryIsNeitherGreenNorRed() throws {
    var record = record()
    let band = PredictedProfile.Band(lower: 1e-9, expected: 0.1, upper: 1e9)
    record.prediction = PredictedProfile(
      layers: [PredictedProfile.Layer](
        repeating: .init(activationRMS: band, deltaRMS: band), count: 4), limits: [])
    let canvas = canvas([JudgedRun(record)])
    let caption = try #require(
      canvas.texts.first { $0.string.contains("starts as theory expects") })
    #expect(![Palette.good, Palette.bad].contains(caption.style.color))
    // Ends of the band so far off are not drawn.
    #expect(canvas.strings.joined(separator: " ").contains("its band goes on beyond the axis"))
  }

  @Test func ofOnePlaceThereIsNoProfile() {
    let runs = SampleRuns.runs(depth: 1, steps: 5)
    #expect(
      ProfilesFigure(context: FigureContext(runs, command: "")).lack
        == "a profile needs two places, and no network has more than 1 layer")
    #expect(!FigureSet(runs, command: "").figures.contains { type(of: $0).name == "profiles" })
    // The overview asks something that such a network can answer.
    let overview = OverviewFigure(context: FigureContext(runs, command: ""))
    #expect(!overview.title.contains("reach"))
  }

  @Test func runsOfWhichTheoryExpectsTheSameShareABand() {
    let band = PredictedProfile.Band(lower: 0.05, expected: 0.1, upper: 0.2)
    let runs = (0..<3).map { index -> JudgedRun in
      var record = record()
      record.name = "like-\(index)"
      record.prediction = PredictedProfile(
        layers: [PredictedProfile.Layer](
          repeating: .init(activationRMS: band, deltaRMS: band), count: 4), limits: [])
      return JudgedRun(record)
    }
    #expect(TheoryBands(FigureContext(runs, command: "").pairs).marks.count == 1)
    var other = runs[0].record
    other.prediction?.layers[1].deltaRMS.upper = 0.4
    let pairs = FigureContext([JudgedRun(other)] + runs.dropFirst(), command: "").pairs
    #expect(TheoryBands(pairs).marks.count == 2)
  }

  /// A point that a logarithmic axis has no place for is told.
  @Test func activationsOfExactlyZeroAreTold() {
    let record = ExampleRecord.make(
      depth: 4, steps: 20,
      edit: { step, layer, statistics in
        if step == 20, layer == 4 { statistics[.activationRMS] = 0 }
      })
    let drawn = DrawnFigure(ProfilesFigure.self, of: [JudgedRun(record)])
    #expect(drawn.words.contains("a is 0 in layer 4 at the end"), "\(drawn.words)")
  }
}
