import TrainingRecords

extension RunRecord {
  /// This record without the parts that contradict each other, so that no rule can trip over them:
  /// a history of another number of layers or with steps out of order, and looks at the probe set
  /// of another depth, out of order or from after the last time point. A rule that needs what is
  /// missing then says so.
  var sound: RunRecord {
    var copy = self
    if history.layerCount != layers.count || !isAscending(history.steps) {
      copy.history = RunHistory(layerCount: layers.count)
    }
    let last = copy.history.steps.last ?? -1
    copy.probes = probes.filter {
      depth > 0 && $0.silentUnits.count == depth && (0...max(last, 0)).contains($0.step)
    }
    if last < 0 || !isAscending(copy.probes.map(\.step)) { copy.probes = [] }
    return copy
  }

  private func isAscending(_ steps: [Int]) -> Bool {
    zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
  }
}
