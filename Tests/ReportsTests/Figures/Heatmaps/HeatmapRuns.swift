import Diagnosis
import Records

@testable import Reports

/// Runs of a given δ by step and layer, and what the heatmaps of such runs are called.
enum HeatmapRuns {
  /// A run whose δ, weight gradient and deviation of activations follow from step and layer.
  static func run(
    _ name: String, depth: Int = 10, steps: Int = 40, _ delta: @escaping (Int, Int) -> Double
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: depth, steps: steps) { step, layer, statistics in
      statistics.deltaRMS = delta(step, layer)
      statistics.weightGradientRMS = 1e-3 * delta(step, layer)
      statistics.activationStd = delta(step, layer)
    }
    record.name = name
    return JudgedRun(record)
  }

  /// The title of these runs' heatmaps.
  static func title(_ runs: [JudgedRun], _ signal: HeatmapSignal = .delta) -> String {
    SignalHeatmaps(context: FigureContext(runs, command: ""), signal: signal).title
  }

  /// δ alike in all layers but a little more in the first.
  static var level: JudgedRun { run("relu-he") { _, layer in layer == 1 ? 0.11 : 0.1 } }
}
