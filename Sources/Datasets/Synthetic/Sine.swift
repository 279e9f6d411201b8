import Foundation
import Tensors

/// A regression: y = (1/√d) · Σ_j sin x_j + σ·N(0, 1), with every x_j uniform in (−π, π).
///
/// N × d; 1000 examples, 1 feature and σ = 0.1 unless chosen otherwise. The sum has the variance ½
/// whatever d is, and with σ = 0.1 the least mean squared error that can be expected is 0.01.
public struct Sine: SyntheticDataset {
  public let name = "sine"
  public let task = LearningTask.regression
  public let features = SyntheticSetting.features(1)
  public let classes = SyntheticSetting.fixed(0, "a number to learn and no classes")
  public let noise = SyntheticSetting.noise(0.1)

  /// The sine.
  public init() {}

  public func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset {
    var values: [Double] = []
    values.reserveCapacity(size.examples * size.features)
    var targets: [Double] = []
    targets.reserveCapacity(size.examples)
    for _ in 0..<size.examples {
      var sum = 0.0
      for _ in 0..<size.features {
        let x = Double.pi * (2 * generator.nextUniform() - 1)
        values.append(x)
        sum += sin(x)
      }
      targets.append(
        sum / Double(size.features).squareRoot() + size.noise * generator.nextNormal())
    }
    return Dataset(
      unchecked: name, .regression, features: values, targets: targets,
      featureNames: size.featureNames,
      targetNames: ["y"])
  }
}
