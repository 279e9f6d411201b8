/// Input that a perceptron cannot take: which example, what was expected, what came. Examples are
/// counted from 1.
public enum PerceptronError: Error, Equatable, Sendable, CustomStringConvertible {
  /// An example, or the one input where `example` is nil, has more or fewer numbers than weights.
  case wrongInputCount(example: Int?, expected: Int, got: Int)
  /// There are more or fewer labels than examples.
  case wrongLabelCount(expected: Int, got: Int)
  /// A label is neither 0 nor 1.
  case wrongLabel(example: Int, got: Int)
  /// An input is NaN or infinite.
  case notFinite(example: Int)
  /// η is not finite or not above 0.
  case wrongLearningRate(got: Double)
  /// A negative number of epochs.
  case wrongEpochs(got: Int)

  /// The message, in one line.
  public var description: String {
    switch self {
    case .wrongInputCount(let example, let expected, let got):
      let place = example.map { ", example \($0)" } ?? ""
      return "perceptron\(place): expected \(Self.count(expected, "input")), got \(got)"
    case .wrongLabelCount(let expected, let got):
      return "perceptron: expected \(Self.count(expected, "label")), one per example, got \(got)"
    case .wrongLabel(let example, let got):
      return "perceptron, example \(example): expected label 0 or 1, got \(got)"
    case .notFinite(let example):
      return "perceptron, example \(example): expected finite inputs, got NaN or an infinity"
    case .wrongLearningRate(let got):
      return "perceptron: expected a finite learning rate above 0, got \(got)"
    case .wrongEpochs(let got):
      return "perceptron: expected a number of epochs from 0 up, got \(got)"
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
