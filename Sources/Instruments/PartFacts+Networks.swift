import Networks
import Records

extension LossFacts {
  /// What a record says of this loss.
  public init(_ loss: any Loss) {
    var classes = 0
    if case .classes(let count) = loss.prediction { classes = count }
    let form = LossCatalog.form(of: loss.name)?.name
    let kind: Kind =
      switch form {
      case MeanSquaredError.form.name: .squaredError
      case CategoricalCrossEntropy.form.name, BinaryCrossEntropy.form.name: .logLikelihood
      default: .other
      }
    self.init(
      name: loss.name, kind: kind,
      // An undecided answer costs ln K where the outputs are shares that a softmax makes.
      isOverClasses: form == CategoricalCrossEntropy.form.name && classes > 1
        && loss.output == .softmax && loss.outputCount > 1,
      outputActivation: loss.output.rawValue)
  }
}

extension OptimizerFacts {
  /// What a record says of this optimizer.
  public init(_ optimizer: any Optimizer) {
    self.init(
      name: type(of: optimizer).name,
      dividesByGradientSize: optimizer.dividesByGradientSize,
      momentum: optimizer.momentumShare)
  }
}

extension RunFacts.Task {
  /// The task of what is to be predicted.
  public init(_ prediction: Prediction) {
    switch prediction {
    case .classes: self = .classification
    case .values: self = .regression
    case .flags: self = .multiLabel
    }
  }
}
