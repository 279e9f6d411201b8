import Networks
import Records

extension SweepVariable {
  /// Puts a value of this variable into a configuration; the one to repair is the configuration's
  /// check.
  func set(_ value: Double, in configuration: inout TrainingPlan) {
    switch self {
    case .depth: configuration.depth = Int(value)
    case .width: configuration.width = Int(value)
    case .gain: configuration.initializer = PerLayer("fan-in:\(SweepAxis.text(value))")
    case .biasVariance: configuration.biasStd = value.squareRoot()
    case .learningRate: configuration.learningRate = value
    }
  }

  /// The field of the plan that has its values as they are; nil for a variance, which has another form.
  var field: String? {
    switch self {
    case .depth: "depth"
    case .width: "width"
    case .learningRate: "learningRate"
    case .gain, .biasVariance: nil
    }
  }

  /// Checks a value that its field's check would not name well.
  func check(_ value: Double, field: String) throws(ConfigurationError) {
    guard self == .gain || self == .biasVariance, value < 0 else { return }
    throw .outOfRange(
      field, expected: "\(rawValue) from 0 up, as it is a variance",
      got: "\(SweepAxis.text(value))")
  }
}

extension TrainingPlan {
  /// σw² = fan-in · Var W of the layers between hidden ones; nil where the weights are not drawn with
  /// a variance that is known.
  var weightVariance: Double? {
    guard let initializer = initializer.single.flatMap(InitializerCatalog.named) else { return nil }
    return Double(width) * initializer.variance(fanIn: width, fanOut: width)
  }
}
