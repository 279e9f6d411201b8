import ArgumentParser

/// Whether standard output gets colours.
struct ColorOption: ParsableArguments {
  @Option(
    help:
      "Colours: auto (in a terminal, without NO_COLOR; CLICOLOR_FORCE=1 in a pipe, too), always or never."
  )
  var color = ColorChoice.auto

  /// What was asked for holds for all that is written from here on: standard output is one.
  func validate() { Terminal.choose(color) }
}

extension ColorChoice: ExpressibleByArgument {}
