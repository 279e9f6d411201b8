import Datasets
import Networks
import Tensors

/// Looks at a network after some of its updates, and keeps the smallest loss that it saw.
final class LookAtSteps: TrainingObserver {
  /// The smallest loss seen; infinite before the first look.
  private(set) var best = Double.infinity
  private let steps: Set<Int>
  private let part: ReferenceNetwork.Part
  private let loss: any Loss
  private let scales: Standardizer
  private var workspace: Workspace<Float>?

  /// Looks at this part after these updates.
  init(
    _ steps: Set<Int>, _ part: ReferenceNetwork.Part, _ loss: any Loss, _ scales: Standardizer
  ) {
    (self.steps, self.part, self.loss, self.scales) = (steps, part, loss, scales)
  }

  func measures(step: Int) -> Bool { false }

  func didUpdate(_ moment: TrainingMoment<Float>, _ update: UpdateOutcome) {}

  func didBackpropagate(_ moment: TrainingMoment<Float>) {
    guard steps.contains(moment.step), moment.outcome.loss.isFinite else { return }
    let examples = Examples(part)
    let workspace =
      self.workspace ?? Workspace(moment.network, capacity: min(examples.count, 256), for: examples)
    self.workspace = workspace
    var total: LossOutcome?
    var start = 0
    while start < examples.count {
      let end = min(start + workspace.input.capacity, examples.count)
      workspace.load(examples, start..<end)
      moment.network.forward(workspace, mode: .evaluation)
      unscale(workspace.outputs)
      let slice = loss.evaluate(workspace.outputs, against: workspace.targets, delta: nil)
      if total == nil { total = slice } else { total?.add(slice) }
      start = end
    }
    if let total, total.loss < best { best = total.loss }
  }

  /// Values in the units of the run: y · σ + μ.
  private func unscale(_ outputs: Matrix<Float>) {
    guard let means = scales.targetMeans, let deviations = scales.targetDeviations,
      means.count == outputs.columns
    else { return }
    for row in 0..<outputs.rows {
      for column in 0..<outputs.columns {
        let index = row * outputs.columns + column
        outputs.elements[index] =
          outputs.elements[index] * Float(deviations[column]) + Float(means[column])
      }
    }
  }
}

extension Examples<Float> {
  /// The scaled features with the answers as they are.
  fileprivate init(_ part: ReferenceNetwork.Part) {
    if let values = part.targets.values {
      self.init(features: part.scaled.features, values: values)
    } else {
      self.init(features: part.scaled.features, labels: part.targets.labels)
    }
  }
}
