import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// The course of distributions: what moves, and what the cells and columns are.
struct DistributionsOverTimeTests {
  /// A run of two layers whose samples are made from the step.
  private func run(
    _ activation: String, steps: [Int] = [0, 10, 20],
    _ histogram: (Int) -> MagnitudeHistogram
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: 2, steps: 20, activation: activation)
    for step in steps {
      var sample = PlaceSample()
      sample.activations = histogram(step)
      if BoundedSlots(activation) != nil { sample.preactivations = histogram(step) }
      let places = [PlaceSample](repeating: sample, count: record.places.count)
      record.samples.append(Sample(step: step, places: places))
    }
    return JudgedRun(record)
  }

  private func figure(_ run: JudgedRun) -> DistributionsOverTimeFigure {
    DistributionsOverTimeFigure(context: FigureContext([run], command: "test"))
  }

  /// The grain of the cells is no movement: of σ of tiny z half are around ½ before and after.
  @Test func aBoundedActivationIsToldOnItsLinearAxis() {
    let still = figure(
      run("sigmoid") {
        MagnitudeHistogram(lowestExponent: -12 + $0 / 5, negative: [5], positive: [5])
      })
    #expect(still.title.contains("hardly anything moves; half of the values lie between 0.50"))
    let words = DrawnFigure(still).words
    #expect(words.contains("For sigmoid the axis is linear, over all that a can be."), "\(words)")
    let spreads = figure(
      run("tanh") {
        MagnitudeHistogram(lowestExponent: -4 + $0 / 5, negative: [5], positive: [5])
      })
    #expect(
      spreads.title.contains("half of the values lie between −0.088 and 0.088 at first, "),
      "\(spreads.title)")
  }

  @Test func barsBecomeEqualCells() {
    let bins = [
      RidgeMark.Bin(lower: 0, upper: 0.5, value: 1, told: 0.5),
      RidgeMark.Bin(lower: 0.5, upper: 1, value: 1, told: 0.5),
    ]
    let cells = TimeCells.equal(bins, over: (0, 1))
    #expect(cells.count == TimeCells.linearCells && abs(cells.reduce(0, +) - 1) < 1e-12)
    #expect(cells.allSatisfy { abs($0 - 1 / Double(TimeCells.linearCells)) < 1e-12 })
  }

  /// Where most become 0 that is the news, and not the median of the few that are left.
  @Test func zerosThatComeAreTold() {
    let figure = figure(
      run("relu") {
        MagnitudeHistogram(
          lowestExponent: $0 == 20 ? 3 : 0, negative: [], positive: [10], zeros: $0 == 20 ? 90 : 10)
      })
    #expect(
      figure.title.hasSuffix("50 % are exactly 0 at first, 90 % at the end (every layer shown)"),
      "\(figure.title)")
    // Half of ReLU's values are 0 all the time: the median is of the others, and says so.
    let steady = self.figure(
      run("relu") {
        MagnitudeHistogram(lowestExponent: $0 / 5, negative: [], positive: [10], zeros: 10)
      })
    #expect(steady.title.contains("median magnitude of those not 0 goes from"), "\(steady.title)")
  }

  /// The bar of exactly 0 is no hairline, however many powers of two stand above it.
  @Test func exactlyZeroHasAHeightThatIsSeen() {
    let run = run("relu") { _ in
      MagnitudeHistogram(
        lowestExponent: -120, negative: [], positive: [Int](repeating: 10, count: 121), zeros: 500)
    }
    let sampled = SampledChain(run, .activations, atMost: 3)
    let scale = sampled.map { TimeCells($0).scale }
    let width = (scale?.fraction(of: 1e-36) ?? 0)
    #expect(width >= 0.05, "\(width)")
    let columns = sampled.map { TimeCells($0).columns(1) }
    #expect(columns?[0].count == (scale as? SignedLogScale)?.length)
  }

  /// A column in which no value is a number has the colour of the heatmaps, and a word.
  @Test func columnsOfNoNumberAreNamed() {
    let run = run("relu") { step in
      step == 20
        ? MagnitudeHistogram(
          lowestExponent: 0, negative: [], positive: [], zeros: 30, nonFinite: 70)
        : MagnitudeHistogram(lowestExponent: 0, negative: [], positive: [10])
    }
    let drawn = DrawnFigure(figure(run))
    #expect(drawn.strings.contains("NaN"))
    #expect(drawn.words.contains("NaN: half of the values or more are NaN or infinite."))
    #expect(
      drawn.canvas.marks.contains { mark in
        guard case .cells(let grid, _) = mark else { return false }
        return grid.colors.contains(SpecialColors().notANumber)
      })
    #expect(drawn.faults.isEmpty)
  }

  /// Two samples are two narrow columns, and the last step has its tick.
  @Test func fewColumnsAreApartAndTheAxisEndsAtTheLast() {
    let few = TimeCells.edges([0, 10])
    #expect(few.count == 2 && few[0].upper < few[1].lower)
    #expect(TimeCells.edges([0, 1, 2, 4, 8]).count == 1)
    let steps = (0..<22).map(Double.init)
    for most in [4, 6] {
      let ticks = DistributionsOverTimeFigure.ticks(steps, atMost: most)
      #expect(ticks.first == 0 && ticks.last == 21 && ticks.count == most)
    }
    #expect(DistributionsOverTimeFigure.ticks([5], atMost: 4) == [5])
  }

  /// What one place does is not what all do.
  @Test func otherPlacesThatMoveAreNamed() {
    var record = ExampleRecord.make(depth: 3, steps: 20, activation: "relu")
    for step in [0, 20] {
      let places = record.places.indices.map { place -> PlaceSample in
        var sample = PlaceSample()
        // The first grows by 2⁶, the others shrink by 2³.
        let exponent = step == 0 ? 0 : place == 0 ? 6 : -3
        sample.activations = MagnitudeHistogram(
          lowestExponent: exponent, negative: [], positive: [10])
        return sample
      }
      record.samples.append(Sample(step: step, places: places))
    }
    let title = figure(JudgedRun(record)).title
    #expect(
      title.hasSuffix("(layer 1); those of layer 2 and layer 3 end closer to 0 than they began"),
      "\(title)")
  }

  /// What becomes narrower in few cells is seen by its colours, and told.
  @Test func aFactorWithinFewCellsIsAMovement() {
    let narrows = figure(
      run("tanh") {
        MagnitudeHistogram(lowestExponent: -4 - $0 / 10, negative: [5], positive: [5])
      })
    #expect(narrows.title.contains("at the end (every layer shown)"), "\(narrows.title)")
    #expect(!narrows.title.contains("hardly anything moves"))
  }

  /// What all do is not told of one, and of several runs not one panel of many alone.
  @Test func theTitleCountsWhatItDoesNotName() {
    func named(_ name: String, _ exponent: Int) -> JudgedRun {
      var record = run("relu") {
        MagnitudeHistogram(lowestExponent: $0 == 20 ? exponent : 0, negative: [], positive: [10])
      }.record
      record.name = name
      return JudgedRun(record)
    }
    let lost = run("relu") { step in
      step == 20
        ? MagnitudeHistogram(lowestExponent: 0, negative: [], positive: [], nonFinite: 9)
        : MagnitudeHistogram(lowestExponent: 0, negative: [], positive: [10])
    }
    #expect(figure(lost).title.hasSuffix("all become NaN or infinite (every layer shown)"))
    let runs = [named("a", 8), named("b", 4), named("c", -3), named("d", 0)]
    let title = DistributionsOverTimeFigure(context: FigureContext(runs, command: "")).title
    #expect(
      title.hasSuffix(
        "(a, layer 1; a, layer 2); of the other 6 panels 2 end farther from 0 or wider, 2 closer or "
          + "narrower, 2 hardly change"), "\(title)")
  }
}
