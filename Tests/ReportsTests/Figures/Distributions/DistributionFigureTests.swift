import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// How values are spread: shares, saturated ends, what half-width formats lose, and what is said where nothing
/// was sampled.
struct DistributionFigureTests {
  private func canvas(_ figure: any Figure) -> RecordingCanvas {
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    return canvas
  }

  private func context(_ runs: [JudgedRun]) -> FigureContext {
    FigureContext(runs, command: "test")
  }

  @Test func sharesAreOfAllValuesAndZeroHasASlotOfItsOwn() {
    let histogram = MagnitudeHistogram(
      lowestExponent: -2, negative: [1, 0], positive: [2, 3], zeros: 4, nonFinite: 7)
    let slots = MagnitudeSlots([histogram])
    #expect(slots.scale.hasNegative && slots.scale.highest == -1 && slots.scale.lowest == -4)
    let shares = slots.shares(histogram)
    #expect(shares == [0, 0.1, 0, 0, 0.4, 0, 0, 0.2, 0.3])
    // Without a negative side all are taken by their magnitude.
    let magnitudes = MagnitudeSlots([histogram], signed: false).shares(histogram)
    #expect(zip(magnitudes, [0.4, 0, 0, 0.3, 0.3]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func theSaturatedEndsAreTheSmallestAndTheLargestValues() {
    // Of tanh the ends are left and right, of sigmoid the low end lies next to 0: the order decides.
    #expect(MagnitudeSlots.ends([0.5, 0.2, 0.3], low: 0.6, high: 0.1) == [0.5, 0.6 - 0.5, 0.1])
    #expect(MagnitudeSlots.ends([0.5, 0.5], low: .nan, high: 0) == [0, 0])
    #expect(MagnitudeSlots.ends([0.5, 0.5], low: 1, high: 1) == [0.5, 0.5])
  }

  @Test func veryWideRangesAreCutAndThatIsSaid() {
    let histograms = [-149, 120].map {
      MagnitudeHistogram(lowestExponent: $0, negative: [0], positive: [9])
    }
    let slots = MagnitudeSlots(histograms)
    #expect(slots.isClamped && slots.note?.hasPrefix("below ") == true)
    #expect(slots.shares(histograms[0]).reduce(0, +) == 1)
    #expect(MagnitudeSlots([histograms[0]]).note == nil)
    #expect(MagnitudeSlots([]).shares(MagnitudeHistogram()).allSatisfy { $0 == 0 })
  }

  /// Weight gradients are of layers also where the main chain is of blocks: title, caption and axis say so.
  @Test func thePlacesOfAPictureHaveOneName() throws {
    var record = ForeignRuns.transformer
    var places = [PlaceSample](repeating: PlaceSample(), count: record.places.count)
    for place in [1, 3] {
      places[place].weightGradients = SampledRuns.histogram(around: -30, zeros: 0)
    }
    for step in [0, 10] { record.samples.append(Sample(step: step, places: places)) }
    let figure = PrecisionFigure(context: context([JudgedRun(record)]))
    let words = canvas(figure).strings.joined(separator: " ")
    #expect(figure.title.hasPrefix("Layer") && words.contains("Each row is a layer,"))
    #expect(
      words.contains("1–2: encoder.0.attention.query to encoder.1.attention.query"), "\(words)")
  }

  @Test func lossesInHalfWidthFormats() {
    // Two below 2⁻²⁵, one within, three of 2¹⁶ and more; the zeros do not count.
    var histogram = MagnitudeHistogram(
      lowestExponent: -26, negative: [2], positive: [0, 1], zeros: 9)
    histogram = histogram + MagnitudeHistogram(lowestExponent: 16, negative: [], positive: [3])
    let half = NumberFormat.float16.losses(histogram)
    #expect(half.zero == 2.0 / 6 && half.infinite == 0.5)
    #expect(half.zero == histogram.lostInFloat16)
    let brain = NumberFormat.bfloat16.losses(histogram)
    #expect(brain.zero == 0 && brain.infinite == 0)
  }

  @Test func theTitleOfPrecisionHasTheNumbers() {
    var record = ExampleRecord.make(depth: 3, steps: 20)
    SampledRuns.add(to: &record, shrinking: 1)
    let fitting = PrecisionFigure(context: context([JudgedRun(record)]))
    #expect(fitting.title.contains("no value would become 0"))
    SampledRuns.add(to: &record, shrinking: 1e-9)
    let lost = PrecisionFigure(context: context([JudgedRun(record)]))
    #expect(
      lost.title
        == "Layer 2, end: of the weight gradients float16 turns 100 % into 0, bfloat16 none")
    #expect(canvas(lost).strings.contains("100 % / 0 %"))
  }

  @Test func saturatedShareStandsBesideItsRow() {
    var record = ExampleRecord.make(
      depth: 3, steps: 20,
      edit: { step, layer, statistics in
        statistics.saturatedLowFraction = layer == 2 ? 0.125 : 0
        statistics.saturatedHighFraction = layer == 2 && step == 20 ? 0.125 : 0
      })
    SampledRuns.add(to: &record, shrinking: 1)
    let figure = DistributionsFigure(context: context([JudgedRun(record)]))
    #expect(figure.title.contains("up to 25 % (layer 2) are saturated"))
    #expect(canvas(figure).strings.contains("25 %"))
  }

  @Test func valuesThatAreNoNumbersAreCounted() {
    var record = ExampleRecord.make(depth: 2, steps: 20)
    SampledRuns.add(to: &record, shrinking: 1)
    var bad = PlaceSample()
    bad.activations.nonFinite = 640
    record.samples.append(Sample(step: 21, places: [bad, bad, bad]))
    let figure = DistributionsFigure(context: context([JudgedRun(record)]))
    #expect(figure.title.contains("up to 100 % (layer 1) NaN or infinite"), "\(figure.title)")
    #expect(canvas(figure).strings.contains { $0.contains("1280 values at the end are NaN") })
  }

  /// A log has histograms of some places only: the others have no row.
  @Test func placesThatWereNotSampledHaveNoRow() throws {
    var record = ForeignRuns.lstm(steps: 60)
    var places = [PlaceSample](repeating: PlaceSample(), count: record.places.count)
    for place in [0, 29, 59] {
      places[place].activations = SampledRuns.histogram(around: -3, zeros: 0)
    }
    record.samples.append(Sample(step: 0, places: places))
    let sampled = try #require(SampledChain(JudgedRun(record), .activations, atMost: 12))
    #expect(sampled.positions == [1, 30, 60])
    #expect(sampled.axis.selection == "3 of 60 time steps")
    // One sample is a distribution, and no course of time.
    #expect(DistributionsFigure(context: context([JudgedRun(record)])).lack == nil)
    #expect(
      DistributionsOverTimeFigure(context: context([JudgedRun(record)])).lack
        == "activations were sampled at one step only")
  }

  @Test func whatWasNotSampledIsSaid() {
    var record = ExampleRecord.make(depth: 2, steps: 20)
    let plain = context([JudgedRun(record)])
    #expect(DistributionsFigure(context: plain).lack == "no histogram of activations was recorded")
    record.facts.recordingTier = .scalars
    let scalars = context([JudgedRun(record)])
    #expect(
      DistributionsOverTimeFigure(context: scalars).lack
        == "recording scalars only keeps no histograms")
    #expect(PrecisionFigure(context: scalars).lack == "recording scalars only keeps no histograms")
  }

  @Test func deepChainsShowSomeOfTheirPlaces() {
    #expect(SampledChain.chosen(of: 3, atMost: 12) == [1, 2, 3])
    let some = SampledChain.chosen(of: 200, atMost: 12)
    #expect(some.count == 12 && some.first == 1 && some.last == 200)
    #expect(SampledChain.chosen(of: 0, atMost: 12).isEmpty)
    #expect(SampledChain.chosen(of: 10, atMost: 3) == [1, 6, 10])
  }

  /// Half of the values lie below one number, not below a range.
  @Test func aMedianIsOneNumber() throws {
    let histogram = MagnitudeHistogram(lowestExponent: -1, negative: [0, 0], positive: [6, 4])
    let median = try #require(histogram.median)
    #expect(median > 0.5 && median < 1 && abs(log2(median) - (-1 + 5.0 / 6)) < 1e-12)
    #expect(MagnitudeHistogram().median == nil)
    var record = ExampleRecord.make(depth: 2, steps: 30, activation: "relu", finalLoss: 0.1)
    SampledRuns.add(to: &record, shrinking: 1)
    for entry in 0..<record.history.count {
      for place in record.places.indices {
        record.history[entry, place: place][.saturatedHighFraction] = 0
      }
    }
    let title = DistributionsFigure(context: context([JudgedRun(record)])).title
    #expect(!title.contains(" to 1.0 in") && !title.contains("magnitude is 0."), "\(title)")
  }

  /// ReLU makes half of its values 0: that is no fault to be named.
  @Test func halfOfReLUBeingZeroIsNoNews() {
    func title(zeros: Int) -> String {
      var record = ExampleRecord.make(depth: 2, steps: 20, activation: "relu")
      var sample = PlaceSample()
      sample.activations = MagnitudeHistogram(
        lowestExponent: -1, negative: [], positive: [10], zeros: zeros)
      let places = [PlaceSample](repeating: sample, count: record.places.count)
      for step in [0, 20] { record.samples.append(Sample(step: step, places: places)) }
      for entry in 0..<record.history.count {
        for place in record.places.indices {
          record.history[entry, place: place][.saturatedHighFraction] = 0
        }
      }
      return DistributionsFigure(context: context([JudgedRun(record)])).title
    }
    #expect(
      title(zeros: 12)
        == "Activations at the end: the median magnitude of those not 0 is about 0.7 in layer 1, and the "
        + "same in layer 2")
    #expect(title(zeros: 990).contains("exactly 0"))
  }

  /// Of a deep chain only some are drawn: the title counts among these.
  @Test func placesAreCountedAmongThoseDrawn() {
    var record = ExampleRecord.make(depth: 30, steps: 30, finalLoss: 2.3)
    SampledRuns.add(to: &record, shrinking: 1)
    let title = DistributionsFigure(context: context([JudgedRun(record)])).title
    #expect(!title.contains(" of 12 layers"), "\(title)")
  }

  /// On an axis from −1 to 1 a factor of a hundred is one bar beside another.
  @Test func onALinearAxisTheTitleSaysHowNarrowTheValuesLie() {
    var record = ExampleRecord.make(depth: 6, steps: 30, finalLoss: 2.3)
    record.name = "tanh-naive"
    SampledRuns.add(to: &record, shrinking: 0.05)
    let title = DistributionsFigure(context: context([JudgedRun(record)])).title
    #expect(title.contains("those of layer 3 to layer 6 lie between −0.031 and 0.031"), "\(title)")
    #expect(!title.contains("shrink to"), "\(title)")
  }
}
