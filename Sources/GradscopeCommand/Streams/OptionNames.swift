import Texts

/// What the fields that libraries name are called on the command line: `learningRate` is
/// `--learning-rate`.
enum OptionNames {
  /// Fields of plans, of data and of studies whose option has the same name, with hyphens.
  private static let alike: Set<String> = [
    "activation", "adamEpsilon", "batchSize", "beta1", "beta2", "biasStd", "classes", "clipNorm",
    "clipValue", "dataset", "depth", "drop", "dropout", "entries", "examples", "features",
    "initialParameters", "learningRate", "lineup", "loss", "missing", "momentum", "noise", "norm",
    "optimizer", "outputActivation", "precision", "recordEvery", "reduction", "residual",
    "residualScale", "schedule", "seed", "seeds", "standardize", "steps", "target",
    "task", "validationFraction", "vary", "verdict", "weightDecay", "width", "widths", "x", "y",
  ]

  /// Fields whose option has a name of its own.
  private static let others = [
    "initializer": "--init", "outputInitializer": "--output-init", "recordingTier": "--record",
    "networkFile": "--network",
  ]

  /// The option for a field; nil for a field that has none.
  static func option(_ field: String) -> String? {
    if let other = others[field] { return other }
    guard alike.contains(field) else { return nil }
    return field.reduce(into: "--") { option, character in
      option += character.isUppercase ? "-\(character.lowercased())" : "\(character)"
    }
  }

  /// The message of an error, with options in the place of the fields that it names.
  static func text(_ error: some CustomStringConvertible) -> String {
    (error as? any FieldError)?.message.text(naming: option) ?? error.description
  }
}
