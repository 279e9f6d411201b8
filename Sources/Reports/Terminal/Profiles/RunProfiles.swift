import Diagnosis
import Records

/// How δ comes through a run's main chain, at the first and at the last time point, in block characters.
public struct RunProfiles: TextReport {
  private let run: JudgedRun

  /// The profiles of this run.
  public init(_ run: JudgedRun) { self.run = run }

  /// The profiles; none where δ was not measured along two places.
  public var blocks: [TextBlock] {
    guard let chain = run.chain, chain.count > 1, let first = chain.firstEntry(of: .deltaRMS),
      let last = chain.lastEntry(of: .deltaRMS)
    else { return [] }
    let entries = first == last ? [first] : [first, last]
    return [
      .profiles(
        ProfileRows(
          "δ by \(run.noun), \(Self.direction(chain.chain.axis))", of: "δ", noun: run.noun,
          rows: entries.map { entry in
            ProfileRows.Row(
              step(entry),
              chain.chain.places.map { run.history[entry, place: $0][.deltaRMS] })
          }))
    ]
  }

  /// What lies at the left and at the right.
  static func direction(_ axis: Chain.Axis) -> String {
    axis == .depth ? "input → output" : "first → last"
  }

  /// Such as `step 0`, `steps 290 to 300` where time points were merged.
  private func step(_ entry: Int) -> String {
    let (start, end) = (run.history.steps[entry], run.history.lastSteps[entry])
    return start == end ? "step \(start)" : "steps \(start) to \(end)"
  }
}
