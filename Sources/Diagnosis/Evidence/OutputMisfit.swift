import Records

/// An output activation that makes numbers which the loss cannot use.
enum OutputMisfit: Equatable {
  /// The softmax of a single output: 1, whatever that output is.
  case constant
  /// Numbers that are no probabilities, of which a log-likelihood takes logarithms; the name of the
  /// activation.
  case noProbabilities(String)
  /// A softmax over answers that do not exclude each other.
  case competing

  /// Looks for it; nil where both go together, and where one of them is not known.
  init?(_ record: RunRecord) {
    guard let loss = record.facts.loss, let output = loss.outputActivation else { return nil }
    switch output {
    case "softmax":
      let units = record.outputPlace.map { record.places[$0].units }
      if units == 1 {
        self = .constant
      } else if record.facts.task == .multiLabel {
        self = .competing
      } else {
        return nil
      }
    case "sigmoid": return nil
    default:
      guard loss.kind == .logLikelihood else { return nil }
      self = .noProbabilities(output)
    }
  }

  /// Why they do not go together.
  var sentence: String {
    switch self {
    case .constant:
      "The softmax of a single output is 1, whatever that output is: its gradient is exactly 0."
    case .competing:
      "The outputs of a softmax sum to 1, and the answers do not exclude each other: where two are yes, "
        + "no output can be right."
    case .noProbabilities("relu"):
      "The loss takes logarithms of probabilities, which the outputs of a ReLU are not: they can be "
        + "above 1, and all 0."
    case .noProbabilities("tanh"):
      "The loss takes logarithms of probabilities, which the outputs of tanh are not: they can be "
        + "negative."
    case .noProbabilities:
      "The loss takes logarithms of probabilities, which raw outputs are not: they can be negative, and "
        + "above 1."
    }
  }

  /// What to change.
  var remedies: [Remedy] { [Remedy(.outputActivation, isOfOne ? ", or give it two outputs" : "")] }

  private var isOfOne: Bool { self == .constant }
}
