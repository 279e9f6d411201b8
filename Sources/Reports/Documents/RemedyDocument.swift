import Diagnosis

/// A remedy as JSON: the `action` with its values, the `words` for a person, and the lines to type, `howTo`,
/// where there are any. `times` is a factor on what the run has now.
struct RemedyDocument: Encodable {
  private let remedy: Remedy
  private let lines: [String]?

  init(_ remedy: Remedy, lines: [String]?) {
    self.remedy = remedy
    self.lines = lines
  }

  private enum Key: String, CodingKey {
    case action, words, howTo, name, initializer, scale, times, isLower, gain, bias
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(remedy.words, forKey: .words)
    try container.encode(lines, forKey: .howTo)
    func named(_ action: String, _ name: String?) throws {
      try container.encode(action, forKey: .action)
      try container.encodeIfPresent(name, forKey: .name)
    }
    func scaled(_ action: String, by factor: Double?, as key: Key = .times) throws {
      try container.encode(action, forKey: .action)
      try container.encodeIfPresent(factor, forKey: key)
    }
    switch remedy.action {
    case .initializer(let name): try named("initializer", name)
    case .matchingInitializer: try named("matching-initializer", nil)
    case .gain(let gain): try scaled("gain", by: gain, as: .gain)
    case .weights(let factor): try scaled("weights", by: factor)
    case .activation(let name, let initializer):
      try named("activation", name)
      try container.encode(initializer, forKey: .initializer)
    case .residual(let scale): try scaled("residual", by: scale, as: .scale)
    case .branchScale(let scale): try scaled("branch-scale", by: scale, as: .scale)
    case .orthogonalRecurrence: try named("orthogonal-recurrence", nil)
    case .gates: try named("gates", nil)
    case .openGates(let bias): try scaled("open-gates", by: bias, as: .bias)
    case .normalization(let kind): try named("normalization", kind)
    case .learningRate(let factor, let isLower):
      try scaled("learning-rate", by: factor)
      try container.encode(isLower, forKey: .isLower)
    case .clipping(let isLower):
      try named("clipping", nil)
      try container.encode(isLower, forKey: .isLower)
    case .noClipping: try named("no-clipping", nil)
    case .batch(let size): try named("batch", "\(size)")
    case .weightDecay(let factor): try scaled("weight-decay", by: factor)
    case .units(let factor): try scaled("units", by: factor)
    case .layers(let factor): try scaled("layers", by: factor)
    case .standardize: try named("standardize", nil)
    case .loss(let name): try named("loss", name)
    case .outputActivation: try named("output-activation", nil)
    case .schedule(let name): try named("schedule", name)
    case .steps(let factor): try scaled("steps", by: factor)
    case .examples: try named("examples", nil)
    case .leaveOut(let names): try named("leave-out", names.joined(separator: ","))
    case .task(let name): try named("task", name)
    case .look: try named("look", nil)
    }
  }
}
