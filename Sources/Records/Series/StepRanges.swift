/// Whether the points of a list lie in order of steps: what a list of `Curves`, of a `RunHistory` and of
/// a `SampleHistory` has in common.
public enum StepRanges {
  /// Steps end here, so that sums of them stay within Int.
  public static let lastStep = 1 << 53

  /// The first point that cannot be; nil where all can.
  ///
  /// Point i covers `counts[i]` ≥ 1 of the steps `steps[i]`…`lastSteps[i]`, which are not below 0, not
  /// above `lastStep`, and come after those of point i − 1. The lists are equally long.
  public static func firstFault(in steps: [Int], to lastSteps: [Int], counts: [Int]) -> Int? {
    var end = -1
    for index in steps.indices {
      let (step, last) = (steps[index], lastSteps[index])
      guard end < step, step <= last, last <= lastStep, 1...(last - step + 1) ~= counts[index]
      else { return index }
      end = last
    }
    return nil
  }
}
