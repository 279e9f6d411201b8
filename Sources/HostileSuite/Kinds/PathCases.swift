import Tensors

/// Paths that are none, in every option that takes one.
enum PathCases {
  private static let paths: [String] =
    [
      "", ".", "..", "/", "//", "a", "a/", "./a", "a/b", "inner", "inner/", "inner/a", "taken", " ",
      "-",
      "~", "~/x", "é", "e\u{301}", "\u{301}", "a\nb", "\u{1B}[31m", "\u{202E}a", "pipe", "loop",
      "loop/a",
      "dangling", "link", "data-link", "nowhere/a", "d.csv/a", "d.csv/", "w.safetensors", "t.yaml",
      "/dev/null", "/dev/full", "/dev/zero", "/dev/null/a", "/dev/stdin", "/dev/stdout",
      "/dev/fd/9",
      "/proc/self/mem", "/proc/self/environ", "/proc/nothing", "/sys/kernel/none", ":memory:",
      "file:x", "file:x?mode=memory", "a?b#c%20", "a'b\"c", "$HOME", "*", "a.png", "a.csv", ".csv",
      "a.CSV", "x-idx3-ubyte", "x-images-idx3-ubyte", ",", "a,b", "NUL", "CON",
    ] + [255, 256, 300, 5_000].map { String(repeating: "n", count: $0) }
    + [String(repeating: "d/", count: 2_100) + "f", String(repeating: "../", count: 200) + "f"]

  private static let options = [
    "--store", "--output", "--save-parameters", "--save-initial-parameters", "--dataset",
    "--initial-parameters", "--thresholds", "--network",
  ]

  static func command(
    _ help: ProgramHelp, using generator: inout SeededGenerator
  ) -> HostileCommand {
    let takers = help.commands.filter { command in
      command.options.contains { options.contains($0.option) }
    }
    guard let command = takers.randomElement(using: &generator) else {
      return HostileCommand(arguments: [])
    }
    var words = command.words + Small.positionals(for: command) + Small.options(for: command)
    let usable = command.options.map(\.option).filter(options.contains)
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      guard let option = usable.randomElement(using: &generator) else { continue }
      words.append("\(option)=\(paths.randomElement(using: &generator) ?? "")")
    }
    if !words.contains(where: { $0.hasPrefix("--output=") }) {
      words += Small.withoutPictures(command)
    }
    // The store may be named through its link.
    return HostileCommand(arguments: words, mayChangeStore: true, mayTakeLong: true)
  }
}
