import Tensors

/// Limits on memory, descriptors, the size of files.
enum LimitCases {
  static func command(using generator: inout SeededGenerator) -> HostileCommand {
    let commands = [
      Small.train + ["--no-pictures", "--store", "store.sqlite"],
      Small.train + ["--output", "out", "--store", "other.sqlite", "--save-parameters", "p"],
      Small.compare + ["--output", "out", "--no-store"], ["predict", "--output", "out"],
      ["explain", "GS101"], ["runs", "list", "--store", "store.sqlite"],
      ["runs", "show", "1", "--store", "store.sqlite"],
      ["diagnose", "1", "--store", "store.sqlite", "--output", "out"],
      ["check-gradients", "--entries", "1", "--activation", "relu", "--quiet"],
      ["runs", "export", "1", "--to", "tensorboard", "--store", "store.sqlite", "--output", "out"],
      Small.train + [
        "--dataset", "gaussian", "--examples", "200000", "--features", "50", "--no-store",
        "--no-pictures",
      ],
    ]
    let words = commands.randomElement(using: &generator) ?? []
    let prelude: String
    switch Int.random(in: 0..<6, using: &generator) {
    case 0, 1: prelude = "ulimit -v \(Int.random(in: 140_000...1_400_000, using: &generator));"
    case 2: prelude = "ulimit -d \(Int.random(in: 1_000...900_000, using: &generator));"
    case 4: prelude = "ulimit -s \(Int.random(in: 100...2_000, using: &generator));"
    case 3: prelude = "ulimit -n \(Int.random(in: 4...60, using: &generator));"
    default: prelude = "ulimit -f \(Int.random(in: 0...400, using: &generator));"
    }
    return HostileCommand(
      arguments: words, prelude: prelude, codes: [0, 71, 73], mayChangeStore: true,
      // A limit on files holds for the file that takes standard output too.
      judgesStreams: !prelude.contains("-f"))
  }
}
