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

  /// Of sigmoid and tanh the axis is linear from bound to bound, and made of z: nothing lies beyond it.
  @Test func boundedActivationsHaveALinearAxis() throws {
    let slots = try #require(BoundedSlots("sigmoid"))
    #expect(slots.axis.domain == (0, 1))
    // z: one in [½, 1), two in −[4, 8), one of 0, and three so large that σ is rounded to 1.
    var z = MagnitudeHistogram(lowestExponent: -1, negative: [0, 0, 0, 2], positive: [1], zeros: 1)
    z = z + MagnitudeHistogram(lowestExponent: 6, negative: [], positive: [3])
    let shares = slots.shares(z)
    let bins = slots.bins(shares)
    #expect(bins.first?.lower == 0 && bins.last?.upper == 1)
    #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.upper == $1.lower && $0.lower < $0.upper })
    #expect(shares.first == 2.0 / 7 && shares.last == 3.0 / 7)
    let middle = try #require(bins.first { $0.lower < 0.5 && 0.5 < $0.upper })
    #expect(middle.told == 1.0 / 7 && middle.upper - middle.lower > 1.0 / 40)
    let half = try #require(bins.first { $0.lower < 0.65 && 0.65 < $0.upper })
    #expect(half.told == 1.0 / 7 && abs(half.lower - 1 / (1 + exp(-0.5))) < 1e-12)
    // The areas are the shares.
    let area = bins.reduce(0) { $0 + $1.value * ($1.upper - $1.lower) }
    #expect(abs(area - 1) < 1e-12)
    #expect(BoundedSlots("tanh")?.axis.domain.lower == -1 && BoundedSlots("relu") == nil)
  }

  /// Where z was not sampled: 1.0 is counted in [1, 2), and belongs below the tick 1.
  @Test func valuesRoundedToTheBoundAreNotAboveIt() throws {
    let rounded = MagnitudeHistogram(lowestExponent: -3, negative: [], positive: [1, 2, 3, 4])
    let free = MagnitudeSlots([rounded])
    let bound = MagnitudeSlots([rounded], atMost: BoundedSlots.highest("sigmoid"))
    #expect(free.scale.domain.upper == 2 && bound.scale.domain.upper == 1)
    #expect(bound.shares(rounded).last == 0.7)
    let all = MagnitudeHistogram(lowestExponent: 0, negative: [5], positive: [5])
    #expect(MagnitudeSlots([all], atMost: -1).scale.domain == (-1, 1))
  }

  /// The output of an LSTM is a gate times tanh: φ(z) would be another quantity than was recorded.
  @Test func activationsThatAreNotPhiOfZAreDrawnAsTheyWereMeasured() throws {
    var own = ExampleRecord.make(depth: 2, steps: 20, activation: "tanh")
    SampledRuns.add(to: &own, shrinking: 1)
    let linear = try #require(SampledChain(JudgedRun(own), .activations, atMost: 3))
    #expect(BoundedSlots.of(linear) != nil && BoundedSlots.highest(linear) == nil)
    var foreign = own
    foreign.facts.origin = Origin(program: "lstm.py", framework: "torch")
    for place in foreign.places.indices { foreign.places[place].kind = .recurrent }
    let sampled = try #require(SampledChain(JudgedRun(foreign), .activations, atMost: 3))
    #expect(BoundedSlots.of(sampled) == nil)
    let figure = DistributionsFigure(context: context([JudgedRun(foreign)]))
    // Beyond ±1 lies something: no axis of tanh then.
    #expect(!canvas(figure).strings.joined().contains("the axis is linear"))
    let measured = BoundedSlots(measuredFor: "tanh")
    let shares = measured.shares(
      MagnitudeHistogram(lowestExponent: -2, negative: [1, 1, 1], positive: [0, 0, 1], zeros: 4))
    let bins = measured.bins(shares)
    #expect(bins.map(\.lower).first == -1 && bins.last?.upper == 1 && shares.reduce(0, +) == 1)
    // Counted as they are: −½ … −1 with the one rounded to −1, −¼ … −½, 0, and the one rounded to 1.
    #expect(shares == [0.25, 0.125, 0, 0, 0.5, 0, 0, 0, 0.125])
  }

  /// A shortcut may be added after φ: what is then above 1 was not rounded to 1.
  @Test func aBoundHoldsOnlyWhereItIsKnown() throws {
    func highest(_ exponent: Int, _ edit: (inout Place) -> Void) throws -> Int? {
      var record = ExampleRecord.make(depth: 1, steps: 20, activation: "tanh")
      for place in record.places.indices { edit(&record.places[place]) }
      record.facts.origin = Origin(program: "net.py", framework: "torch")
      var sample = PlaceSample()
      sample.activations = SampledRuns.histogram(around: exponent - 1, zeros: 0)
      let samples = [PlaceSample](repeating: sample, count: record.places.count)
      record.samples.append(Sample(step: 0, places: samples))
      let sampled = try #require(SampledChain(JudgedRun(record), .activations, atMost: 3))
      return BoundedSlots.highest(sampled)
    }
    #expect(try highest(0) { $0.kind = .recurrent } == -1)
    #expect(try highest(1) { $0.kind = .recurrent } == nil)
    #expect(try highest(0) { $0.bypass = 1 } == nil)
    #expect(try highest(0) { $0.kind = .block } == nil)
  }

  /// Cells end at the bound, and the words go by what is there.
  @Test func overTimeNothingLiesBeyondTheBoundAndSignsAreThoseThatOccur() throws {
    func figure(_ name: String, negative: Bool) -> DistributionsOverTimeFigure {
      var record = ExampleRecord.make(depth: 1, steps: 20, activation: name)
      for (index, step) in [0, 20].enumerated() {
        var sample = PlaceSample()
        sample.activations = MagnitudeHistogram(
          lowestExponent: name == "tanh" ? -2 : -2 + index, negative: negative ? [9, 1] : [], positive: [90, 9, 1])
        let samples = [PlaceSample](repeating: sample, count: record.places.count)
        record.samples.append(Sample(step: step, places: samples))
      }
      return DistributionsOverTimeFigure(context: context([JudgedRun(record)]))
    }
    let free = figure("relu", negative: false)
    #expect(free.title.hasSuffix("moves from 0.25–0.50 to 0.50–1.0 at most (layer 1)"), "\(free.title)")
    let words = canvas(free).strings.joined(separator: " ")
    #expect(!words.contains("both signs") && !words.contains("farther apart"))
    let bound = figure("tanh", negative: true)
    #expect(bound.title.hasSuffix("stays where it was: 0.25–0.50 in layer 1"), "\(bound.title)")
    let drawn = canvas(bound)
    #expect(drawn.strings.joined(separator: " ").contains("in both signs"))
    // ±1 are the outer edges: three bins a side and that of 0, and not four.
    let rows = drawn.marks.compactMap { mark in
      if case .cells(let grid, _) = mark, grid.columns == 2 { grid.rows } else { nil }
    }
    #expect(rows == [9], "\(rows)")
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
        == "Of the weight gradients, float16 turns 100 % into 0 (layer 2, end); bfloat16 none")
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
}
