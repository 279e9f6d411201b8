import Diagnosis
import Foundation
import Records

@testable import Reports

/// Runs of the lineup with what is sampled: histograms of every place at three steps, and looks at examples held
/// out.
enum SampledRuns {
  /// `count` runs of a depth.
  static func runs(depth: Int, count: Int = 8, steps: Int = 60) -> [JudgedRun] {
    let runs = SampleRuns.runs(depth: depth, steps: steps)
    return (0..<count).map { index in
      let run = runs[index % runs.count]
      var record = run.record
      if index >= runs.count { record.name += "-\(index)" }
      add(to: &record, shrinking: SampleRuns.lineup[index % runs.count].factor)
      return JudgedRun(record)
    }
  }

  /// Adds samples and looks to a record; magnitudes change by a factor from place to place.
  static func add(to record: inout RunRecord, shrinking factor: Double) {
    let last = record.curves.lastStep ?? 0
    record.samples = SampleHistory()
    for step in Set([0, last / 3, last]).sorted() {
      let places = record.places.indices.map { place -> PlaceSample in
        let exponent = Int((log2(max(factor, 1e-12)) * Double(place)).rounded())
        var sample = PlaceSample()
        sample.activations = histogram(around: max(exponent, -140), zeros: 10 * step)
        if let name = record.places[place].activation?.name, BoundedSlots(name) != nil {
          sample.preactivations = histogram(around: max(exponent, -140), zeros: 10 * step)
        }
        sample.weightGradients = histogram(around: max(exponent - 8, -140), zeros: 0)
        return sample
      }
      record.samples.append(Sample(step: step, places: places))
    }
    var curve = HeldOutCurve(examples: 360)
    for step in stride(from: 0, through: last, by: max(last / 6, 1)) {
      let loss = record.curves.loss[min(step, record.curves.count - 1)]
      curve.append(HeldOutLook(step: step, loss: loss + 0.05, accuracy: 0.5))
    }
    record.heldOut = curve
  }

  /// Values in both signs around ±2^exponent.
  static func histogram(around exponent: Int, zeros: Int) -> MagnitudeHistogram {
    MagnitudeHistogram(
      lowestExponent: exponent - 3, negative: [1, 10, 40, 80, 30], positive: [2, 12, 50, 70, 20],
      zeros: zeros)
  }
}
