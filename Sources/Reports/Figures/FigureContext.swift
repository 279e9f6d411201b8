import Charts
import Diagnosis
import Records

/// What all pictures of one report share: the runs, their looks, and where the numbers come from.
public struct FigureContext: Sendable {
  /// The runs, in the order they are shown, under the names that pictures have room for; at least one.
  let runs: [JudgedRun]
  let styles: [RunStyle]
  /// The command that made the picture.
  let command: String

  /// A context of these runs.
  public init(_ runs: [JudgedRun], command: String) {
    self.runs = zip(runs, ShownNames.of(TwinNames.of(runs))).map { $0.named($1) }
    self.command = command
    styles = RunStyle.styles(for: runs)
  }

  private init(_ runs: [JudgedRun], _ styles: [RunStyle], command: String) {
    (self.runs, self.styles, self.command) = (runs, styles, command)
  }

  /// The first runs, in the looks that they have among all.
  func prefix(_ count: Int) -> FigureContext {
    FigureContext(Array(runs.prefix(count)), Array(styles.prefix(count)), command: command)
  }

  /// Which runs are drawn where only the first are, as a sentence after another; empty where all are.
  func left(of most: Int) -> String {
    let shown = ShownRuns(pairs.map { ($0.run, $0.style, ()) }, atMost: most)
    return shown.note.isEmpty ? "" : " \(shown.note)"
  }

  var group: RunGroup { RunGroup(runs) }
  /// Along the places of the runs' main chains.
  var axis: ChainAxis { ChainAxis(runs.compactMap(\.chain)) }
  var steps: Int { max(runs.map { $0.record.curves.lastStep ?? 0 }.max() ?? 0, 1) }
  var pairs: [(run: JudgedRun, style: RunStyle)] {
    zip(runs, styles).map { (run: $0, style: $1) }
  }

  /// When the first numbers were taken: `before the first update`, where every run begins there.
  var start: String {
    runs.allSatisfy(\.showsStart) ? "before the first update" : "at the first step recorded"
  }

  /// Such as "Eight networks, 10 hidden layers" or "One network, 60 time steps".
  var count: String {
    let words = [
      "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
    ]
    let number = runs.count < words.count ? words[runs.count] : "\(runs.count)"
    let noun = runs.count == 1 ? "network" : "networks"
    return "\(number) \(noun), \(group.depth)"
  }

  /// Where the numbers come from, for the foot of a picture.
  func source(_ extra: String? = nil) -> String {
    let parts = [
      ShownNames.shortened(ShownCommand.text(command), to: ShownNames.longestCommand),
      group.words { NetworkWords($0).origin ?? "" },
      group.words { NetworkWords($0).source }, SettingWords(runs).text, SettingWords(runs).seeds,
      extra ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "   ·   ")
  }

  /// What the colours of many runs are, for a subtitle; empty where each run has one of its own.
  var colourKey: String {
    guard RunStyle.isGradient(runs), let first = runs.first, let last = runs.last else { return "" }
    return "\(runs.count) colours in the order of the runs, from \(first.name) (dark) to "
      + "\(last.name) (light). "
  }

  /// A note on runs that are not complete, for a subtitle; empty where all are.
  var interruption: String {
    let stopped = runs.filter(\.isInterrupted).count
    let running = runs.filter(\.isRunning).count
    return
      (stopped == 0 ? "" : "INTERRUPTED: \(stopped) of \(runs.count) runs were stopped early. ")
      + (running == 0 ? "" : "RUNNING: \(running) of \(runs.count) runs are still training. ")
  }

  /// Such as `ended at step 3` of a run that is shorter than the longest, or `interrupted`; nil of others.
  func end(of run: JudgedRun) -> String? {
    let last = run.record.curves.lastStep ?? run.history.lastStep ?? steps
    let isShort = Double(last) < 0.98 * Double(steps) && !run.isRunning
    if run.isInterrupted { return isShort ? "interrupted at step \(last)" : "interrupted" }
    return isShort ? "ended at step \(last)" : nil
  }

  /// Steps along the bottom.
  func stepAxis(title: String = "training step") -> Axis {
    Axis(
      .bottom, scale: LinearScale(from: 0, to: Double(steps)), title: title,
      ticks: .integers(includingEnds: false), maximumTicks: 6)
  }
}
