import ArgumentParser

/// What standard output gets from a command that judges nothing.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
