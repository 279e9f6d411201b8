import Foundation
import Tensors

/// Signals at any moment.
enum SignalCases {
  static func command(using generator: inout SeededGenerator) -> HostileCommand {
    let long = ["--steps", "2000", "--width", "16"]
    let commands = [
      Small.train + long + [
        "--store", "store.sqlite", "--output", "out", "--save-parameters", "p",
      ],
      Small.train + ["--store", "store.sqlite", "--output", "out", "--save-parameters", "p"],
      Small.compare + long + ["--store", "store.sqlite", "--output", "out"],
      Small.compare + ["--store", "store.sqlite", "--output", "taken/new"],
      ["sweep", "--x", "gain=1:3:4", "--y", "width=4,8,16", "--steps", "50", "--depth", "3"]
        + ["--store", "store.sqlite", "--output", "out", "--quiet"],
      ["prescribe", "--activation", "sigmoid", "--depth", "6", "--steps", "60", "--seeds", "2"]
        + ["--store", "store.sqlite", "--output", "out", "--quiet"],
      ["predict", "--output", "out"],
      ["runs", "export", "1", "--to", "csv", "--store", "store.sqlite", "--output", "out"],
      ["runs", "delete", "1", "--store", "store.sqlite"],
      ["diagnose", "1", "--store", "store.sqlite", "--output", "out"],
    ]
    var words = commands.randomElement(using: &generator) ?? []
    if words.contains("--save-parameters"), Bool.random(using: &generator) {
      words.append("--no-pictures")
    }
    let number =
      [SIGINT, SIGTERM, SIGHUP, SIGKILL].randomElement(using: &generator) ?? SIGINT
    let after = Double.random(in: 0...0.5, using: &generator)
    return HostileCommand(
      arguments: words, signal: (number, after), codes: [0, 1], mayChangeStore: true,
      // What was interrupted says so, in a line before the result.
      judgesStreams: false)
  }
}
