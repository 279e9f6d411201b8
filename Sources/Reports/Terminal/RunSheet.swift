import Diagnosis
import Foundation
import Records
import Texts

/// What a run was and what it measured, layer by layer, as text.
public struct RunSheet: TextReport {
  private let run: JudgedRun

  /// The sheet of this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// What it was, its layers, and what happened in it.
  public var blocks: [TextBlock] {
    (configuration + measured + [""]).map { .line($0) } + layers
      + (events + units).map { .line($0) }
  }

  private var configuration: [String] {
    let c = run.record.configuration
    let norm = c.norm == "none" ? "" : ", \(c.norm) norm"
    let residual = c.residual ? ", residual × \(Words.short(c.residualScale ?? 1))" : ""
    let batch = c.batchSize == 0 ? "the full set" : "batches of \(c.batchSize)"
    return [
      "\(c.depth) hidden \(c.depth == 1 ? "layer" : "layers") of \(c.width), \(c.activation), \(c.initializer)\(norm)\(residual)",
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
        + "\(count(run.history.count, "time point")), \(count(samples, "sample")) of histograms, "
        + "\(count(record.probes.count, "look")) at \(record.probeExamples) probe examples",
      "verdict: \(run.verdictText)",
    ]
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private var layers: [TextBlock] {
    let history = run.history
    guard let last = (0..<history.count).last else { return [.line("no time points")] }
    let (start, end) = (history.steps[last], history.lastSteps[last])
    let range = start == end ? "step \(end)" : "the mean over steps \(start) to \(end)"
    func change(_ layer: Int, _ quantity: KeyPath<LayerStatistics, Double>) -> String {
      Words.short(history[0, layer][keyPath: quantity]) + " → "
        + Words.short(history[last, layer][keyPath: quantity])
    }
    let rows = run.record.layers.map { layer in
      [
        "\(layer.index)", "\(layer.fanIn) → \(layer.fanOut)", change(layer.index, \.activationRMS),
        change(layer.index, \.deltaRMS), change(layer.index, \.weightGradientNorm),
        change(layer.index, \.weightNorm), Words.short(history[last, layer.index].updateRatio),
      ].map { PlainTable.Cell($0) }
    }
    let columns: [PlainTable.Column] = [
      .init("layer"), .init("fan-in → out", priority: 1), .init("activation RMS", priority: 3),
      .init("δ RMS"), .init("‖∂L/∂W‖", priority: 5), .init("‖W‖", priority: 2),
      .init("‖ΔW‖/‖W‖", priority: 4),
    ]
    return [
      .table(
        PlainTable(
          columns: columns, rows: rows,
          notes: [.init("Each: at step 0 → at the last time point, \(range).")]))
    ]
  }

  private var events: [String] {
    guard !run.record.events.isEmpty else { return [] }
    return [""]
      + run.record.events.map { event in
        let place = "step \(event.step), layer \(event.layer), \(event.tensor.rawValue)"
        let limit = Words.short(event.limit ?? .nan)
        let what =
          switch event.kind {
          case .nonFinite: "first value that is not finite: \(place)"
          case .tooLarge:
            "first root mean square above \(limit), the largest number of float16: "
              + "\(Words.short(event.value)) at \(place)"
          case .tooSmall:
            "first δ below \(limit), which is 2⁻²⁴ of the output layer's: root mean square "
              + "\(Words.short(event.value)) at \(place)"
          }
        return what + kept(event)
      }
  }

  /// Which steps before an event are there in full; with a recording interval they are not the ones
  /// just before.
  private func kept(_ event: BadEvent) -> String {
    let steps = event.steps.map(\.step).filter { $0 < event.step }
    guard let first = steps.first, let last = steps.last else { return "" }
    return steps.count == 1
      ? "; step \(first) before it is kept in full"
      : "; \(steps.count) measured steps before it, \(first) to \(last), are kept in full"
  }

  private var units: [String] {
    // Looks at a network that holds NaN are left out: there no unit is silent or speaks.
    guard let fates = UnitFates(run.evidence.record) else { return [] }
    let end = run.evidence.record.probes.last?.step ?? 0
    let lines = fates.layers.filter { !$0.silentAtEnd.isEmpty || !$0.died.isEmpty }.map { layer in
      "layer \(layer.layer): \(layer.bornSilent.count) born silent, \(layer.died.count) died, "
        + "\(layer.revived.count) revived, \(layer.silentAtEnd.count) silent at step \(end)"
    }
    return lines.isEmpty ? [] : ["", "Units that are silent on every probe example:"] + lines
  }
}
