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
}
