/// All losses, by name: the one list that the command line and the tests read.
public enum LossCatalog {
  /// Every family of losses, in the order of the documentation.
  public static let all: [LossForm] = [
    CategoricalCrossEntropy.form, BinaryCrossEntropy.form, MeanSquaredError.form,
    AbsoluteError.form, HuberError.form,
  ]

  /// The family of a name, whether or not a valid number follows it; nil for a name that is none.
  public static func form(of name: String) -> LossForm? {
    all.first { $0.name == name.prefix { $0 != ":" } }
  }

  /// The loss of a name such as `mse` or `huber:0.5` for what is to be predicted.
  ///
  /// - Parameters:
  ///   - output: what becomes of the raw outputs; nil for what the loss needs.
  ///   - outputs: output units; nil for as many as the prediction needs. Of use for two classes,
  ///     which may be one output or two.
  /// - Throws: `TrainingError` for a name or a number that is not valid, and where the loss does not
  ///   serve the prediction, or not with so many outputs.
  public static func loss(
    named name: String, predicting prediction: Prediction, output: OutputActivation? = nil,
    outputs: Int? = nil
  ) throws(TrainingError) -> any Loss {
    guard let form = form(of: name) else {
      throw TrainingError(
        "loss: expected one of \(all.map(\.usage).joined(separator: ", ")), got \"\(name)\"")
    }
    var request = LossRequest(predicting: prediction, output: output, outputs: outputs)
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard form.allows(name), let number = Double(parts[1]) else {
        throw TrainingError("loss: expected \(form.expectation), got \"\(name)\"")
      }
      request.parameter = number
    }
    if let loss = form.loss(request) { return loss }
    request.outputs = nil
    if let loss = form.loss(request) {
      throw TrainingError(
        "outputs: expected \(loss.outputCount) for \(prediction.words), "
          + "got \(outputs.map { "\($0)" } ?? "none")")
    }
    throw TrainingError(
      "loss: \(form.name) does not serve to predict \(prediction.words); choose one of "
        + all.filter { $0.serves(prediction) }.map(\.usage).joined(separator: ", "))
  }
}

extension Prediction {
  /// As in "to predict 10 classes".
  public var words: String {
    switch self {
    case .classes(let count): "\(count) classes"
    case .values(1): "a value"
    case .values(let count): "\(count) values"
    case .flags(1): "a yes or no"
    case .flags(let count): "\(count) yes or no answers"
    }
  }
}
