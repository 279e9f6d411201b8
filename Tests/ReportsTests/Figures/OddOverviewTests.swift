import Charts
import Diagnosis
import Foundation
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

  /// A dot is no profile: with one layer the picture asks something that can be answered.
  @Test func oneLayerIsShownOverTheSteps() {
    let single = strings([run("mine", depth: 1)], OverviewFigure.self)
    #expect(single.contains { $0.hasPrefix("One network, 1 hidden layer: ") })
    #expect(single.contains("δ in the only layer while training"))
    #expect(!single.contains { $0.contains("δ per layer") })
    let pair = strings([run("one", depth: 1), run("two", depth: 1)], OverviewFigure.self)
    #expect(pair.contains("Two networks, 1 hidden layer, one question: which of them learn?"))
    let mixed = strings([run("one", depth: 1), run("two", depth: 2)], OverviewFigure.self)
    #expect(mixed.contains { $0.hasSuffix("does the gradient reach layer 1?") })
  }

  @Test func withoutLayersTheWholeGradientIsShown() {
    let strings = strings([run("linear", depth: 0), run("flat", depth: 0)], OverviewFigure.self)
    #expect(strings.contains("norm of the gradient of all weights while training"))
    #expect(strings.contains("The network has no hidden layers."))
    #expect(!strings.contains { $0.contains("reach layer 1") })
  }

  @Test func theMarksAndWordsThatOccurAreExplained() {
    let all = strings(SampleRuns.runs(depth: 10), OverviewFigure.self).joined(separator: " ")
    #expect(all.contains("Bold names: healthy."))
    #expect(all.contains("Dashed: first weights of a fixed size; solid: scaled to the layer."))
    #expect(all.contains("φ′: the slope of the activation") == all.contains("φ′ ≤"))
    let plain = strings([run("mine", depth: 3)], OverviewFigure.self).joined(separator: " ")
    #expect(!plain.contains("Bold") && !plain.contains("Dashed") && !plain.contains("φ′"))
  }

  @Test func manyRunsKeepApart() {
    for count in [3, 16] {
      _ = strings(
        (0..<count).map {
          run("network number \($0)", depth: 1 + $0 % 4, delta: pow(0.1, Double($0)))
        },
        OverviewFigure.self)
    }
  }

  /// Three like runs have one band, not a dark slab.
  @Test func alikeBandsAreDrawnOnce() {
    let runs = (0..<3).map { run("run \($0)", depth: 6, predicted: true) }
    let picture = OverviewFigure(context: FigureContext(runs, command: ""))
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    let bands = canvas.marks.count { mark in
      if case .fill(_, let color) = mark { color == Palette.ink.faint(1.3) } else { false }
    }
    #expect(bands == 1)
  }
}
