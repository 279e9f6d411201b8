import Experiments

extension TrainingPlan {
  /// What a run of it is called: `relu-he-normal`, `residual-tanh-xavier-normal`.
  var runName: String {
    let hidden = hiddenWidths.isEmpty ? "linear" : activation.text
    return "\(residual ? "residual-" : "")\(hidden)-\(initializer.text)"
  }
}
