import Foundation
import Records
import Texts

/// An output activation that makes numbers which the loss cannot use.
enum OutputMisfit: Equatable {
  /// The softmax of a single output: 1, whatever that output is.
  case constant
  /// Numbers that are no probabilities, of which a log-likelihood takes logarithms; the name of the
  /// activation.
  case noProbabilities(String)
  /// A softmax over answers that do not exclude each other.
  case competing
  /// What the network ends with, the loss does once more: the name of that activation, and the least loss that is left,
  /// nil where the number of classes is not known.
  case twice(String, least: Double?)

  /// Looks for it; nil where both go together, and where one of them is not known.
  init?(_ record: RunRecord) {
    guard let loss = record.facts.loss else { return nil }
    if loss.kind == .logLikelihood, let first = loss.inputActivation,
      ["softmax", "sigmoid"].contains(first)
    {
      self = .twice(first, least: Self.leastLoss(first, loss, record))
      return
    }
    guard let output = loss.outputActivation else { return nil }
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

  /// Of numbers between 0 and 1 that are taken for raw outputs: with a softmax over K classes
  /// ln(1 + (K − 1)/e), where the right class has 1 and the others 0; of a sigmoid for a target of 1 ln(1 + 1/e).
  private static func leastLoss(_ first: String, _ loss: LossFacts, _ record: RunRecord) -> Double?
  {
    if loss.isOverClasses != true { return first == "sigmoid" ? log(1 + exp(-1)) : nil }
    return record.facts.classes.map { log(1 + Double($0 - 1) / M_E) }
  }

  /// Whether an activation is applied a second time.
  var isTwice: Bool { if case .twice = self { true } else { false } }

  /// Why they do not go together.
  var sentence: String {
    switch self {
    case .constant:
      "The softmax of a single output is 1, whatever that output is: its gradient is exactly 0."
    case .competing:
      "The outputs of a softmax sum to 1, and the answers do not exclude each other: where two are yes, "
        + "no output can be right."
    case .twice(let first, let least):
      "The network ends with a \(first), and the loss takes raw outputs, of which it makes probabilities itself: "
        + "of numbers between 0 and 1 it can never make sure ones"
        + (least.map {
          first == "sigmoid"
            ? ", and where the answer is yes no less than \(NumberText.short($0)) of loss"
            : ", and no loss below \(NumberText.short($0))"
        } ?? "") + "."
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
  var remedies: [Remedy] {
    let addition =
      switch self {
      case .constant: ", or give it two outputs"
      case .twice(let first, _): ": hand the raw outputs to it, without the \(first)"
      default: ""
      }
    return [Remedy(.outputActivation, addition)]
  }
}
