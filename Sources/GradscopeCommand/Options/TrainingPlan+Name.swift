import Experiments

extension TrainingPlan {
  /// What a run of it is called: `relu-he-normal`, `residual-tanh-xavier-normal`.
  ///
  /// Where layers differ, the initializers made for them are not said, and only the first activations
  /// are: `tanh,relu,relu`, `tanh,relu,relu,…`.
  var runName: String {
    let shortcut = residual ? "residual-" : ""
    guard !hiddenWidths.isEmpty else { return "\(shortcut)linear-\(initializer.text)" }
    guard activation.single == nil else {
      return "\(shortcut)\(activation.text)-\(Self.short(initializer))"
    }
    let isMatching = initializer == Self.matchingInitializer(of: activation)
    return shortcut + Self.short(activation) + (isMatching ? "" : "-\(Self.short(initializer))")
  }

  private static func short(_ names: PerLayer<String>) -> String {
    names.values.count <= 4
      ? names.text : names.values.prefix(3).joined(separator: ",") + ",…"
  }
}
