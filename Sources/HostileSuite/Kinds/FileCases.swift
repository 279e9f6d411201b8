import Tensors

/// Network files that are broken YAML, run logs cut at random: refused with 65 and the line, or read as
/// what there is.
enum FileCases {
  static func command(using generator: inout SeededGenerator) -> HostileCommand {
    let isNetwork = Bool.random(using: &generator)
    let words = isNetwork ? network(using: &generator) : log(using: &generator)
    return HostileCommand(
      arguments: words, prelude: "ulimit -v 3000000;",
      // A log of which little is left may show a sick run; a size that was changed may be a large one.
      codes: isNetwork ? [0, 64, 65, 71] : [0, 1, 65], mayTakeLong: true,
      damage: Damage(
        original: isNetwork ? "n.yaml" : "run.gradscope.jsonl",
        copy: isNetwork ? "broken.yaml" : "broken.gradscope.jsonl", seed: generator.next()))
  }

  private static func network(using generator: inout SeededGenerator) -> [String] {
    let quick = ["--steps", "3", "--quiet", "--no-pictures", "--no-store"]
    let commands = [
      ["train"] + quick, ["compare", "--vary", "optimizer=sgd,adam"] + quick,
      ["predict", "--no-pictures"], ["train", "--activation", "tanh", "--dropout", "0.1"] + quick,
    ]
    return (commands.randomElement(using: &generator) ?? []) + ["--network", "broken.yaml"]
  }

  private static func log(using generator: inout SeededGenerator) -> [String] {
    let file = "broken.gradscope.jsonl"
    let commands = [
      ["diagnose", file], ["diagnose", file, "--format", "json"],
      ["diagnose", file, "--output", "out", "--fail-on", "warning"], ["runs", "show", file],
      ["runs", "compare", file, "run.gradscope.jsonl", "--no-pictures"],
      ["runs", "export", file, "--to", "log"], ["runs", "export", file, "--to", "csv"],
      ["import", file, "--store", "other.sqlite"],
      ["import", "run.gradscope.jsonl", file, "--store", "other.sqlite", "--format", "json"],
    ]
    return commands.randomElement(using: &generator) ?? []
  }
}
