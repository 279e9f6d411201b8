import Tensors

extension Network {
  /// Loss and accuracy on all of `examples`, in slices that fit `workspace`.
  ///
  /// - Parameter mode: `.evaluation` for a trained network; `.probing` for one whose batch norms
  ///   have not seen data yet.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func evaluate(
    _ examples: Examples<Scalar>, by loss: any Loss, in workspace: Workspace<Scalar>,
    mode: PassMode = .evaluation
  ) -> LossOutcome {
    var total: LossOutcome?
    var start = 0
    while start < examples.count, workspace.input.capacity > 0 {
      let end = min(start + workspace.input.capacity, examples.count)
      workspace.load(examples, start..<end)
      forward(workspace, mode: mode)
      let part = loss.evaluate(workspace.outputs, against: workspace.targets, delta: nil)
      if total == nil { total = part } else { total?.add(part) }
      start = end
    }
    return total ?? LossOutcome(classifies: examples.targets.values == nil)
  }
}
