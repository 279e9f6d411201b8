import Networks
import Records

extension LossFacts {
  /// What a record says of this loss.
  public init(_ loss: any Loss) {
    let name = type(of: loss).name
    var classes = 0
    if case .classes(let count) = loss.prediction { classes = count }
    let kind: Kind? =
      switch loss {
      case is MeanSquaredError: .squaredError
      case is CategoricalCrossEntropy, is BinaryCrossEntropy: .logLikelihood
      default: .other
      }
    self.init(
      name: name, kind: kind, isOverClasses: loss is CategoricalCrossEntropy && classes > 1)
  }
}

extension OptimizerFacts {
  /// What a record says of this optimizer.
  public init(_ optimizer: any Optimizer) {
    self.init(
      name: type(of: optimizer).name, dividesByGradientSize: optimizer.dividesByGradientSize,
      momentum: optimizer.momentumShare)
  }
}
