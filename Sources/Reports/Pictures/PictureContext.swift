import Charts
import Records

/// What all pictures of one report share: the runs, their looks, and where the numbers come from.
public struct PictureContext: Sendable {
  /// The runs, in the order they are shown; at least one.
  let runs: [JudgedRun]
  let styles: [RunStyle]
  /// The command that made the picture.
  let command: String

  /// A context of these runs.
  public init(_ runs: [JudgedRun], command: String) {
    self.runs = runs
    self.command = command
    styles = RunStyle.styles(for: runs)
  }

  var group: RunGroup { RunGroup(runs) }
  var depth: Int { runs.map(\.record.depth).max() ?? 1 }
  var steps: Int { max(runs.map { $0.record.curves.lastStep ?? 0 }.max() ?? 0, 1) }
  var pairs: [(run: JudgedRun, style: RunStyle)] {
    zip(runs, styles).map { (run: $0, style: $1) }
  }

  /// Such as "Eight networks, 10 layers" or "One network, 2 layers".
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
    let names = ["sgd": "SGD", "rmsprop": "RMSProp", "adam": "Adam", "adamw": "AdamW"]
    let parts = [
      command,
      group.words {
        let training = $0.record.evaluation.trainingExamples
        return "\($0.record.configuration.dataset.name), "
          + (training > 0
            ? "\(training) training examples"
            : "\($0.record.configuration.dataset.examples) examples")
      },
      group.words { run in
        let c = run.record.configuration
        let norm = c.norm == "none" ? "" : "\(c.norm) norm, "
        return "width \(c.width), \(norm)\(names[c.optimizer] ?? c.optimizer) \(c.learningRate), "
          + "batch \(c.batchSize == 0 ? "all" : "\(c.batchSize)"), \(c.precision)"
      },
      group.words { "seed \($0.record.configuration.seed)" },
    ]
    return (parts + [extra].compactMap { $0 }).joined(separator: "   ·   ")
  }

  /// A note on runs that are not complete, for a subtitle; empty where all are.
  var interruption: String {
    let stopped = runs.filter(\.isInterrupted).count
    let running = runs.filter(\.isRunning).count
    return
      (stopped == 0 ? "" : "INTERRUPTED: \(stopped) of \(runs.count) runs were stopped early. ")
      + (running == 0 ? "" : "RUNNING: \(running) of \(runs.count) runs are still training. ")
  }

  /// Layers 1…L along an axis.
  func layerAxis(_ side: Axis.Side, title: String = "layer") -> Axis {
    Axis(
      side, scale: LinearScale(from: 0.5, to: Double(depth) + 0.5), title: title,
      ticks: .integers(includingEnds: true), maximumTicks: 8)
  }

  /// Steps along the bottom.
  func stepAxis(title: String = "training step") -> Axis {
    Axis(
      .bottom, scale: LinearScale(from: 0, to: Double(steps)), title: title,
      ticks: .integers(includingEnds: false), maximumTicks: 6)
  }
}
