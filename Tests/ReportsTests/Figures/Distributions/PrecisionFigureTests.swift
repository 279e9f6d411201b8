import Diagnosis
import Records
import Testing

@testable import Reports

struct PrecisionFigureTests {
  /// What was lost at the start says nothing of a run that is no number at the end.
  @Test func nanAtTheEndIsTheTitle() throws {
    var record = ExampleRecord.make(depth: 3, steps: 20, status: .diverged)
    SampledRuns.add(to: &record, shrinking: 1e-9)
    let first = try #require(record.samples.samples.first)
    let places = record.places.map { _ -> PlaceSample in
      var sample = PlaceSample()
      sample.weightGradients = MagnitudeHistogram(
        lowestExponent: 0, negative: [], positive: [], nonFinite: 40)
      return sample
    }
    record.samples = SampleHistory()
    record.samples.append(first)
    record.samples.append(Sample(step: 20, places: places))
    let figure = PrecisionFigure(context: FigureContext([JudgedRun(record)], command: ""))
    #expect(
      figure.title == "At the end weight gradients are NaN or infinite in any format (example)")
  }

  /// A share of those not 0 is a small part of all, where most are 0.
  @Test func whereManyAreZeroThatIsSaid() {
    func figure(zeros: Int) -> PrecisionFigure {
      var record = ExampleRecord.make(depth: 2, steps: 20)
      for step in [0, 20] {
        let places = record.places.map { _ -> PlaceSample in
          var sample = PlaceSample()
          sample.weightGradients = MagnitudeHistogram(
            lowestExponent: -30, negative: [], positive: [25, 0, 0, 0, 0, 0, 0, 0, 75],
            zeros: zeros)
          return sample
        }
        record.samples.append(Sample(step: step, places: places))
      }
      return PrecisionFigure(context: FigureContext([JudgedRun(record)], command: ""))
    }
    #expect(
      figure(zeros: 0).title
        == "Layer 1, end: of the weight gradients float16 turns 25 % into 0, bfloat16 none")
    #expect(
      figure(zeros: 900).title
        == "Layer 1, end: 90 % of the weight gradients are 0; of the others float16 turns 25 % into 0, "
        + "bfloat16 none")
    let drawn = DrawnFigure(figure(zeros: 900))
    #expect(drawn.strings.contains("25 % / 0 % (90 %)") && drawn.faults.isEmpty)
    #expect(drawn.words.contains("in brackets those exactly 0 of all"))
    #expect(!DrawnFigure(figure(zeros: 0)).words.contains("brackets"))
  }
}
