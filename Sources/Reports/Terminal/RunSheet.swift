import Diagnosis
import Foundation
import TrainingRecords

/// What a run was and what it measured, layer by layer, as text.
public struct RunSheet: Sendable {
  private let run: JudgedRun

  /// The sheet of this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// The lines.
  public var lines: [String] {
    let parts = [configuration, measured, [""], layers, events, units]
    return parts.flatMap { $0 }
  }

  private var configuration: [String] {
    let c = run.record.configuration
    let norm = c.norm == "none" ? "" : ", \(c.norm) norm"
    let residual = c.residual ? ", residual × \(Words.short(c.residualScale ?? 1))" : ""
    let batch = c.batchSize == 0 ? "the full set" : "batches of \(c.batchSize)"
    return [
      "\(c.depth) hidden layers of \(c.width), \(c.activation), \(c.initializer)\(norm)\(residual)",
      "\(c.loss), \(c.optimizer) with learning rate \(Words.short(c.learningRate)), \(batch), "
        + "\(c.precision), seed \(c.seed)",
      "\(c.dataset.name): \(c.dataset.examples) examples of \(c.dataset.features) features",
    ]
  }

  private var measured: [String] {
    let record = run.record
    let steps = record.curves.lastStep.map { "steps 0 to \($0)" } ?? "no steps"
    let samples = record.samples.samples.count
    return [
      "recorded (\(record.configuration.recordingTier.rawValue)): \(steps) in "
        + "\(run.history.count) time points, \(samples) samples of histograms, "
        + "\(record.probes.count) looks at \(record.probeExamples) probe examples",
      "verdict: \(run.verdictText)",
    ]
  }

  private var layers: [String] {
    let history = run.history
    guard let last = (0..<history.count).last else { return ["no time points"] }
    func change(_ layer: Int, _ quantity: KeyPath<LayerStatistics, Double>) -> String {
      Words.short(history[0, layer][keyPath: quantity]) + " → "
        + Words.short(history[last, layer][keyPath: quantity])
    }
    let rows = run.record.layers.map { layer in
      [
        "\(layer.index)", "\(layer.fanIn) → \(layer.fanOut)", change(layer.index, \.activationRMS),
        change(layer.index, \.deltaRMS), change(layer.index, \.weightGradientNorm),
        change(layer.index, \.weightNorm), Words.short(history[last, layer.index].updateRatio),
      ]
    }
    return PlainTable(
      headings: [
        "layer", "fan-in → out", "activation RMS", "δ RMS", "‖∂L/∂W‖", "‖W‖", "‖ΔW‖/‖W‖",
      ], rows: rows
    ).lines + ["Each: at step 0 → at the last time point, step \(history.steps[last])."]
  }

  private var events: [String] {
    guard !run.record.events.isEmpty else { return [] }
    return [""]
      + run.record.events.map { event in
        let place = "step \(event.step), layer \(event.layer), \(event.tensor.rawValue)"
        let steps = event.steps.count - 1
        let kept =
          steps > 0 ? "; \(steps) steps before it are kept in full" : ""
        switch event.kind {
        case .nonFinite: return "first value that is not finite: \(place)\(kept)"
        case .tooLarge, .tooSmall:
          let word = event.kind == .tooLarge ? "above" : "below"
          return "first RMS \(word) \(Words.short(event.limit ?? .nan)): "
            + "\(Words.short(event.value)), \(place)\(kept)"
        }
      }
  }

  private var units: [String] {
    guard let fates = UnitFates(run.record) else { return [] }
    let lines = fates.layers.filter { !$0.silentAtEnd.isEmpty || !$0.died.isEmpty }.map { layer in
      "layer \(layer.layer): \(layer.bornSilent.count) born silent, \(layer.died.count) died, "
        + "\(layer.revived.count) revived, \(layer.silentAtEnd.count) silent at the end"
    }
    return lines.isEmpty ? [] : ["", "Units that are silent on every probe example:"] + lines
  }
}
