/// What somebody can change in a lesson, by its name on the command line.
public enum LessonOption: String, CaseIterable, Sendable {
  case activation, examples, depth, width, steps, seed, optimizer, momentum, dataset, norm, inputs,
    weights
  case bias, target, logits, predictions, labels, start, gain, answer
  case initializer = "init"
  case learningRate = "learning-rate"
  case batchSize = "batch-size"
  case clipNorm = "clip-norm"

  /// `--learning-rate`.
  public var words: String { "--\(rawValue)" }
}
