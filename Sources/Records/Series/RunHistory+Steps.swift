extension RunHistory {
  /// How many steps each of these time points stands for: those from its first to the first of the next of them,
  /// the last up to the end of the history. Programs that log every step at first and every twentieth later
  /// on measured few steps, but made all of them.
  ///
  /// - Parameter entries: Indices of time points, in order.
  public func stepsStoodFor(by entries: [Int]) -> [Int] {
    entries.indices.map { index in
      let entry = entries[index]
      let next = index + 1 < entries.count ? steps[entries[index + 1]] : lastStep ?? 0
      return max(next - steps[entry], counts[entry], 1)
    }
  }
}
