import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// Runs at the ends of what pictures must bear.
struct ExtremeRuns: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let make: @Sendable () -> [JudgedRun]

  private init(_ name: String, _ make: @escaping @Sendable () -> [JudgedRun]) {
    (testDescription, self.make) = (name, make)
  }

  /// Not every depth with every number of runs: each value of each at least twice, the largest together.
  static let all: [ExtremeRuns] =
    [
      (0, 1), (0, 3), (1, 1), (1, 8), (2, 1), (2, 3), (2, 16), (10, 1), (10, 3), (10, 8), (10, 16),
      (200, 1), (200, 8), (200, 16),
    ].map { depth, count in
      ExtremeRuns("depth \(depth), runs \(count)") { lineup(depth: depth, count: count) }
    } + ofNumbers + ofTheory + ofSteps + ofNames + ofOthers

  private static let ofNumbers = [
    ExtremeRuns("three runs alike") { alike(3) },
    ExtremeRuns("eight runs alike") { alike(8) },
    ExtremeRuns("one run, all NaN") { Array(every(.nan).prefix(1)) },
    ExtremeRuns("eight runs, all NaN") { every(.nan) },
    ExtremeRuns("one run, all zero") { Array(every(0).prefix(1)) },
    ExtremeRuns("eight runs, all zero") { every(0) },
    ExtremeRuns("one run of eight NaN") {
      Array(every(.nan).prefix(1)) + lineup(count: 8).dropFirst()
    },
  ]

  private static let ofTheory = [
    ExtremeRuns("theory where it was measured") { [expected(1)] },
    ExtremeRuns("theory a million times less") { [expected(1e-6)] },
    ExtremeRuns("theory a hundred times more, runs 3") { [1, 10, 100].map(expected) },
    ExtremeRuns("three alike, with theory") { Array(repeating: expected(1), count: 3) },
  ]

  private static let ofSteps = [
    ExtremeRuns("no step, runs 1") { lineup(count: 1, steps: 0) },
    ExtremeRuns("one step, runs 1") { lineup(count: 1, steps: 1) },
    ExtremeRuns("one step, runs 8") { lineup(count: 8, steps: 1) },
    ExtremeRuns("a million steps, runs 1") { [long("long")] },
    ExtremeRuns("a million steps, runs 3") { ["a", "b", "c"].map { long($0) } },
  ]

  private static let ofNames = [1, 3, 8, 16].map { count in
    ExtremeRuns("names of 60 letters, runs \(count)") {
      lineup(count: count).enumerated().map { index, run in
        run.named(String("experiment-\(index)-".appending(letters).prefix(60)))
      }
    }
  }

  private static let ofOthers = [
    ExtremeRuns("an LSTM of 500 time steps") { [JudgedRun(ForeignRuns.lstm(steps: 500))] },
    ExtremeRuns("three LSTMs of 500 time steps") {
      [0.63, 0.97, 1.02].map {
        JudgedRun(ForeignRuns.lstm(steps: 500, factor: $0, name: "lstm \($0)"))
      }
    },
    ExtremeRuns("1,000 places") { [JudgedRun(ForeignRuns.deep(places: 1_000))] },
    ExtremeRuns("1,000 places beside an LSTM and a perceptron") {
      [JudgedRun(ForeignRuns.deep(places: 1_000)), JudgedRun(ForeignRuns.lstm(steps: 500))]
        + lineup(count: 1)
    },
    ExtremeRuns("one of each other program") { ForeignRuns.all },
  ]

  // MARK: - Makers

  private static let letters = String(repeating: "learning-rate-", count: 5)

  /// Runs of the lineup, the healthy ones first; more than eight with another seed.
  private static func lineup(depth: Int = 10, count: Int, steps: Int? = nil) -> [JudgedRun] {
    // Two hundred layers need no more steps to be that deep.
    let steps = steps ?? (depth > 100 ? 12 : 120)
    let runs = SampleRuns.runs(depth: depth, steps: steps).map {
      JudgedRun(FullRecord.of($0.record))
    }
    let further = runs.map { run -> JudgedRun in
      var record = run.record
      record.facts.seed = 2
      return JudgedRun(record).named("\(run.name), seed 2")
    }
    return Array((runs.reversed() + further).prefix(count))
  }

  /// A run whose theory expects so many times what was measured.
  private static func expected(_ times: Double) -> JudgedRun {
    let run = lineup(count: 1)[0]
    var record = run.record
    record.prediction = PredictedProfile(
      layers: record.chains[0].places.map { place in
        let statistics = record.history[0, place: place]
        let bands = [statistics.activationRMS, statistics.deltaRMS].map {
          PredictedProfile.Band(
            lower: $0 * times / 2, expected: $0 * times, upper: $0 * times * 2)
        }
        return PredictedProfile.Layer(activationRMS: bands[0], deltaRMS: bands[1])
      }, limits: [])
    return JudgedRun(record).named("theory × \(times)")
  }

  private static func alike(_ count: Int) -> [JudgedRun] {
    Array(repeating: lineup(count: 1)[0], count: count)
  }

  /// The lineup, with one number in place of all that was measured, the losses too.
  private static func every(_ number: Double) -> [JudgedRun] {
    SampleRuns.runs(depth: 10, steps: 60).map { run in
      var record = run.record
      var curves = Curves()
      for step in 0...60 {
        curves.append(step: step, loss: number, accuracy: number, gradientNorm: number)
        for place in record.places.indices {
          for quantity in record.history[step, place: place].measured.quantities {
            record.history[step, place: place][quantity] = number
          }
        }
      }
      record.curves = curves
      record.evaluation.initialLoss = number
      record.evaluation.finalLoss = number
      record.evaluation.validationLoss = number
      record.status = number.isNaN ? .diverged : .completed
      return JudgedRun(FullRecord.of(record))
    }
  }

  /// A run of a million steps as a record keeps it: single steps at first, then ever longer spans.
  private static func long(_ name: String) -> JudgedRun {
    var record = SampleRuns.runs(depth: 4, steps: 1)[5].record
    record.name = name
    let statistics = record.places.indices.map { record.history[0, place: $0] }
    record.curves = Curves()
    record.history = RunHistory(placeCount: record.places.count)
    record.facts.plannedSteps = 1_000_000
    var (step, span) = (0, 1)
    while step < 1_000_000 {
      let loss = 0.05 + 2.25 * exp(-Double(step) / 2e5)
      record.curves.append(
        CurvePoint(
          step: step, lastStep: step + span - 1, count: span, loss: loss,
          smallestLoss: loss * 0.6, largestLoss: loss * 1.5, accuracy: 0.9, gradientNorm: 1,
          smallestGradientNorm: 0.5, largestGradientNorm: 2, learningRate: 0.05,
          clippingFactor: 1, smallestClippingFactor: 1, clippedUpdates: 0))
      record.history.append(step: step, lastStep: step + span - 1, count: span)
      for place in record.places.indices {
        record.history[record.history.count - 1, place: place] = statistics[place]
      }
      step += span
      if step > 100 { span = 1_000 }
    }
    return JudgedRun(FullRecord.of(record))
  }
}
