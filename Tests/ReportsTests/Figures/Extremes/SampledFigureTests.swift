import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Every picture that there is, over what runs can be: nothing overlaps, is cut off or shortened.
struct SampledFigureTests {
  private func check(_ runs: [JudgedRun], _ what: String) {
    for kind in FigureCatalog.all {
      let picture = kind.init(context: FigureContext(runs, command: "gradscope compare"))
      guard picture.lack == nil else { continue }
      let canvas = RecordingCanvas(size: picture.size)
      picture.draw(on: canvas)
      let name = "\(kind.name), \(what)"
      #expect(
        canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty, "\(name)")
      #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty, "\(name)")
      #expect(canvas.strings.filter { $0.contains("…") }.isEmpty, "\(name)")
    }
  }

  @Test(arguments: [1, 2, 10, 30, 200], [1, 3])
  func depths(_ depth: Int, _ count: Int) {
    check(SampledRuns.runs(depth: depth, count: count, steps: 20), "\(count) of depth \(depth)")
  }

  @Test(arguments: [8, 16], [3, 10, 30])
  func manyRuns(_ count: Int, _ depth: Int) {
    check(SampledRuns.runs(depth: depth, count: count, steps: 20), "\(count) of depth \(depth)")
  }

  @Test(arguments: [0.0, .nan, .infinity])
  func allTheSame(_ number: Double) {
    let runs = (0..<3).map { index -> JudgedRun in
      var record = ExampleRecord.make(
        depth: 4, steps: 10, finalLoss: number,
        edit: { _, _, statistics in
          for quantity in statistics.measured.quantities { statistics[quantity] = number }
        })
      record.name = "same-\(index)"
      SampledRuns.add(to: &record, shrinking: 1)
      return JudgedRun(record)
    }
    check(runs, "all \(number)")
  }

  @Test func oneStepAndNoLayers() {
    var record = ExampleRecord.make(depth: 0, steps: 0)
    check([JudgedRun(record)], "nothing")
    record = ExampleRecord.make(depth: 3, steps: 0)
    SampledRuns.add(to: &record, shrinking: 0.5)
    check([JudgedRun(record)], "one step")
  }

  @Test func samplesOfNothingButZerosAndNaN() {
    var record = ExampleRecord.make(depth: 3, steps: 10)
    for step in [0, 10] {
      var place = PlaceSample()
      (place.activations.zeros, place.activations.nonFinite) = (5, step)
      (place.weightGradients.zeros, place.weightGradients.nonFinite) = (5, 0)
      record.samples.append(Sample(step: step, places: [place, place, place, place]))
    }
    check([JudgedRun(record)], "zeros")
    let precision = PrecisionFigure(context: FigureContext([JudgedRun(record)], command: ""))
    #expect(precision.lack == "every gradient that was sampled is exactly 0, NaN or infinite")
  }

  @Test func foreignRunsWithSamples() {
    let runs = ForeignRuns.all.map { run -> JudgedRun in
      var record = run.record
      if !record.curves.loss.isEmpty { SampledRuns.add(to: &record, shrinking: 0.5) }
      return JudgedRun(record)
    }
    for run in runs { check([run], run.name) }
    check(runs, "all of them")
  }
}
