import NeuralNetwork
import TrainingRecords

extension ActivationDescription {
  /// What a record says of this activation.
  public init(_ activation: any Activation) {
    let matching = InitializerCatalog.named(activation.matchingInitializer)
    // Any square layer serves: the initializers that match an activation scale with the width.
    let variance = matching?.variance(fanIn: 64, fanOut: 64) ?? 1.0 / 64
    self.init(
      name: activation.name, matchingInitializer: activation.matchingInitializer,
      matchingGain: (64 * variance).squareRoot(),
      maximumDerivative: activation.maximumDerivative,
      saturates: activation.saturation != nil, canGoSilent: activation.canGoSilent)
  }
}
