import TrainingRecords

extension RunRecord {
  /// This record without the parts that contradict each other, so that no rule can trip over them:
  /// a history of another number of layers or with steps out of order, and looks at the probe set
  /// of another depth, out of order, from after the last time point, or of a network that already held
  /// NaN, which is neither silent nor not. A rule that needs what is missing then says so.
  var sound: RunRecord {
    var copy = self
    if history.layerCount != layers.count || !isAscending(history.steps) {
      copy.history = RunHistory(layerCount: layers.count)
    }
    if !isAscending(curves.steps) { copy.curves = Curves() }
    copy.events.removeAll { !(1...max(layers.count, 1)).contains($0.layer) }
    let last = copy.history.lastStep ?? -1
    copy.probes = probes.filter {
      depth > 0 && $0.silentUnits.count == depth && (0...max(last, 0)).contains($0.step)
    }
    if last < 0 || !isAscending(copy.probes.map(\.step)) { copy.probes = [] }
    if let end = copy.firstNonFiniteStep {
      copy.probes.removeAll { $0.step >= end }
    }
    return copy
  }

  private func isAscending(_ steps: [Int]) -> Bool {
    zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The first step at which a loss or a tensor was not finite; nil where all were.
  private var firstNonFiniteStep: Int? {
    let event = events.first { $0.kind == .nonFinite }?.step
    let loss = curves.loss.firstIndex { !$0.isFinite }.map { curves.steps[$0] }
    let tensor = (0..<history.count).first { entry in
      (0..<history.layerCount).contains { history[entry, $0 + 1].nonFinite > 0 }
    }.map { history.steps[$0] }
    return [event, loss, tensor].compactMap { $0 }.min()
  }
}
