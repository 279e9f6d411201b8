/// What somebody can change in a lesson, by its name on the command line.
public enum LessonOption: String, CaseIterable, Sendable {
  /// The activation function φ, by its name.
  case activation
  /// How many examples a network is trained on at most.
  case examples
  /// Hidden layers; of lessons that compare depths, the most.
  case depth
  /// Units in a hidden layer; of lessons that compare widths, the most.
  case width
  /// Updates of the weights.
  case steps
  /// The number that every random choice follows from.
  case seed
  /// How a gradient becomes a step, by its name.
  case optimizer
  /// The share of the last update that is kept, from 0 to below 1.
  case momentum
  /// The data, by a name or as a file.
  case dataset
  /// What normalizes the sums of a layer: none, batch or layer.
  case norm
  /// x, numbers with commas between them.
  case inputs
  /// w, numbers with commas between them.
  case weights
  /// b, what is added to a weighted sum.
  case bias
  /// The right answer, or the number of the class that is right.
  case target
  /// Raw outputs of a network, numbers with commas between them.
  case logits
  /// Probabilities that a network gives to yes, with commas between them.
  case predictions
  /// Right answers, 0 or 1, with commas between them.
  case labels
  /// x and y of the place where a path begins.
  case start
  /// A factor on the first weights.
  case gain
  /// The disease that a reader names.
  case answer
  /// How the first weights are drawn, by the name of an initializer.
  case initializer = "init"
  /// η, the factor of a step.
  case learningRate = "learning-rate"
  /// Examples a step; 0 for all.
  case batchSize = "batch-size"
  /// The length beyond which a gradient is shortened to it.
  case clipNorm = "clip-norm"

  /// `--learning-rate`.
  public var words: String { "--\(rawValue)" }
}
