import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Overviews of runs that have less to show than others: nothing is said that is not so.
struct OddOverviewTests {
  private func strings(_ runs: [JudgedRun], _ kind: any RunFigure.Type) -> [String] {
    let picture = kind.init(context: FigureContext(runs, command: "gradscope compare"))
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    let overlaps = canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }
    #expect(overlaps.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.filter { $0.contains("…") }.isEmpty)
    return canvas.strings
  }

  private func run(
    _ name: String, depth: Int, widths: String = "", delta: Double? = nil, predicted: Bool = false
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: depth, steps: 60) { _, _, statistics in
      if let delta { statistics.deltaRMS = delta }
    }
    record.name = name
    if predicted {
      record.prediction = PredictedProfile(
        layers: (1...depth).map { _ in
          let band = PredictedProfile.Band(lower: 0.05, expected: 0.1, upper: 0.2)
          return PredictedProfile.Layer(activationRMS: band, deltaRMS: band)
        }, limits: [])
    }
    return JudgedRun(record)
  }

  @Test func whereδIsNaNNobodySaysThatItIsZero() {
    let alone = strings([run("mine", depth: 4, delta: .nan)], OverviewFigure.self)
    #expect(!alone.contains { $0.contains("0 everywhere") || $0.contains("×NaN") })
    #expect(alone.contains("δ is NaN in every layer."))
    let pair = strings(
      [run("mine", depth: 4, delta: .nan), run("other", depth: 4)], OverviewFigure.self)
    #expect(pair.contains("mine (NaN everywhere)") && !pair.contains("×NaN"))
    let zero = strings(
      [run("mine", depth: 4, delta: 0), run("other", depth: 4)], OverviewFigure.self)
    #expect(zero.contains("mine (0 everywhere)"))
  }

  @Test func noOtherPictureShowsNaNAsANumber() {
    var record = ForeignRuns.lstm(steps: 4)
    for step in 0..<record.history.count {
      for place in record.places.indices {
        record.history[step, place: place].deltaRMS = .nan
        record.history[step, place: place][.activationRMS] = .nan
      }
    }
    let run = [JudgedRun(record)]
    let profiles = strings(run, ProfilesFigure.self)
    #expect(profiles.contains { $0.contains("is NaN in every time step") }, "\(profiles)")
    let heatmaps = strings(run, GradientHeatmapsFigure.self)
    #expect(!heatmaps.contains { $0.contains("NaN per") || $0.contains("×NaN") })
  }

  @Test func aSingleBandOfTheorySaysWhoseItIs() {
    let runs = [
      run("widths 8,8", depth: 2), run("widths 40,40,40,40,40,40", depth: 6, predicted: true),
      run("widths 64,32,16", depth: 3),
    ]
    let words = strings(runs, OverviewFigure.self).joined(separator: " ")
    #expect(words.contains("shaded: what theory expects of widths 40,40,40,40,40,40"), "\(words)")
  }

  @Test func layersAreNumberedWhereTheFirstPanelIsEmpty() {
    let runs = [0, 1, 2].map { run("depth \($0)", depth: $0) }
    let strings = strings(runs, GradientHeatmapsFigure.self)
    #expect(strings.count { $0 == "layer   (1 = next to the input)" } == 1)
    #expect(strings.contains("1") && strings.contains("2"))
    #expect(!strings.contains { $0.hasPrefix("– per") })
  }
}
