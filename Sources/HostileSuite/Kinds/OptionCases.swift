import Tensors

/// Options of the program's own lists with values that nobody expects.
enum OptionCases {
  static func command(
    _ help: ProgramHelp, using generator: inout SeededGenerator
  ) -> HostileCommand {
    guard let command = help.commands.randomElement(using: &generator) else {
      return HostileCommand(arguments: [])
    }
    var words = command.words
    let isLesson = command.words == ["lesson"]
    if isLesson {
      words.append(Small.lessons.randomElement(using: &generator) ?? "neuron")
    } else if !command.words.starts(with: ["runs", "delete"]) || Bool.random(using: &generator) {
      words += Small.positionals(for: command)
    }
    // A lesson takes the options that it is about, and those with values of its own.
    if !isLesson { words += Small.options(for: command) }
    if Int.random(in: 0..<8, using: &generator) > 0 { words += Small.withoutPictures(command) }
    let usable = command.options.filter { !["--store", "--output"].contains($0.option) }
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      guard let option = usable.randomElement(using: &generator) else { continue }
      guard option.takesValue else {
        words.append(option.option)
        continue
      }
      let listed = Bool.random(using: &generator)
      let value =
        (listed ? option.allValues?.randomElement(using: &generator) : nil)
        ?? Extremes.value(using: &generator)
      words +=
        Bool.random(using: &generator)
        ? [option.option, value] : ["\(option.option)=\(value)"]
    }
    if Int.random(in: 0..<10, using: &generator) == 0 {
      words.append(Extremes.value(using: &generator))
    }
    // What the options allow may be more than this machine has.
    return HostileCommand(
      arguments: words, prelude: "ulimit -v 3000000;",
      mayTakeLong: true)
  }
}
