/// Options that make a command quick, before the hostile ones: of an option given twice, the last counts.
enum Small {
  static let train = ["train", "--depth", "2", "--width", "4", "--steps", "3", "--quiet"]
  static let compare = [
    "compare", "--depth", "2", "--width", "4", "--steps", "3", "--lineup", "relu-he,tanh-xavier",
    "--quiet",
  ]

  /// Lessons that take numbers, lists of them, names, or train.
  static let lessons = [
    "neuron", "perceptron", "activations", "forward", "losses", "backprop", "xor", "optimizers",
    "softmax", "universal-approximation", "capstone", "dying-relu", "mse-vs-cross-entropy",
  ]

  /// Without its pictures, which take most of the time of a small command.
  static func withoutPictures(_ command: ProgramHelp.Command) -> [String] {
    command.options.contains { $0.option == "--no-pictures" } ? ["--no-pictures"] : []
  }

  /// For a command of the program's own list.
  static func options(for command: ProgramHelp.Command) -> [String] {
    let values: [(String, String)] = [
      ("--depth", "2"), ("--width", "4"), ("--steps", "3"), ("--lineup", "relu-he,tanh-xavier"),
      ("--seeds", "1"), ("--x", "gain=1,2"), ("--y", "width=4,5"), ("--entries", "2"),
      ("--store", "other.sqlite"), ("--to", "json"),
    ]
    let names = Set(command.options.map(\.option))
    var words = values.filter { names.contains($0.0) }.flatMap { [$0.0, $0.1] }
    // An axis is no option of the network at the same time.
    if command.words == ["sweep"] {
      words =
        ["--depth", "2", "--steps", "3", "--x", "gain=1,2", "--y", "width=4,5"]
        + ["--store", "other.sqlite"]
    }
    if ["runs", "diagnose"].contains(command.words.first) {
      words += ["--store", "store.sqlite"]
    }
    if names.contains("--quiet") { words.append("--quiet") }
    return words
  }

  /// Numbers of runs that a command needs.
  static func positionals(for command: ProgramHelp.Command) -> [String] {
    if command.words == ["import"] { return ["run.gradscope.jsonl"] }
    return command.words == ["runs", "compare"]
      ? ["1", "last"] : [String](repeating: "1", count: command.positionals)
  }
}
