import Tensors

/// Nothing to learn: every feature is N(0, 1), and the classes are dealt at random.
///
/// N × d, K classes; 1000 examples, 64 features and 10 classes unless chosen otherwise. The inputs
/// are those that the theory of signal propagation assumes, so what a network does with them at its
/// first step can be compared with predictions; later it can only memorize.
///
/// Source: B. Poole et al., "Exponential expressivity in deep neural networks through transient
/// chaos", NeurIPS 2016, for the inputs; C. Zhang et al., "Understanding deep learning requires
/// rethinking generalization", ICLR 2017, for random labels.
public struct GaussianNoise: SyntheticDataset {
  public let name = "gaussian"
  public let features = SyntheticSetting.features(64)
  public let classes = SyntheticSetting.classes(10)
  public let noise = SyntheticSetting.fixed(0.0, "features that are N(0, 1) and nothing else")

  /// The noise.
  public init() {}

  public func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset {
    let values = (0..<size.examples * size.features).map { _ in generator.nextNormal() }
    var labels = (0..<size.examples).map { $0 % size.classes }
    generator.shuffle(&labels)
    return size.dataset(named: name, features: values, labels: labels)
  }
}
