import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// Axes of activations with bounds: nothing lies beyond them, and they are drawn only where they hold.
struct BoundedSlotsTests {
  private func canvas(_ figure: any Figure) -> RecordingCanvas {
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    return canvas
  }

  private func context(_ runs: [JudgedRun]) -> FigureContext {
    FigureContext(runs, command: "test")
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
    #expect(shares == [0.25, 0.125, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.125])
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
          lowestExponent: name == "tanh" ? -2 : -2 + 2 * index,
          negative: negative ? [9, 1] : [], positive: [90, 9, 1])
        let samples = [PlaceSample](repeating: sample, count: record.places.count)
        record.samples.append(Sample(step: step, places: samples))
      }
      return DistributionsOverTimeFigure(context: context([JudgedRun(record)]))
    }
    let free = figure("relu", negative: false)
    #expect(
      free.title.hasSuffix("the median magnitude goes from about 0.4 to 1 (layer 1)"),
      "\(free.title)")
    let words = canvas(free).strings.joined(separator: " ")
    #expect(!words.contains("both signs") && !words.contains("farther apart"))
    let bound = figure("tanh", negative: true)
    #expect(
      bound.title.hasSuffix(
        "hardly anything moves; half of the values lie between −0.37 and 0.37 (layer 1)"),
      "\(bound.title)")
    let drawn = canvas(bound)
    // ±1 are the outer edges, and all cells between are equally high.
    #expect(drawn.strings.contains("−1.0") && drawn.strings.contains("1.0"))
    let rows = drawn.marks.compactMap { mark in
      if case .cells(let grid, _) = mark, grid.rows == 41 { grid.columns } else { nil }
    }
    #expect(rows == [1, 1], "\(rows)")
  }
}
