import Foundation
import Tensors

/// Two half circles that reach into each other: class 0 at (cos t, sin t), class 1 at
/// (1 − cos t, ½ − sin t), with t from 0 to π; N(0, σ²) is added to each coordinate.
///
/// N × 2, 2 classes; 1000 examples and σ = 0.1 unless chosen otherwise. The n examples of a class
/// are at t = 0, π/(n − 1), …, π, so with σ = 0 the set is the same for every seed.
///
/// Source: `make_moons` of scikit-learn.
public struct Moons: SyntheticDataset {
  public let name = "moons"
  public let features = SyntheticSetting.fixed(2, "always 2 features")
  public let classes = SyntheticSetting.fixed(2, "always 2 classes")
  public let noise = SyntheticSetting.noise(0.1)

  /// The moons.
  public init() {}

  public func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset {
    size.classification(named: name) { label, position, count, row in
      let t = Double.pi * Double(position) / Double(max(count - 1, 1))
      let x = label == 0 ? cos(t) : 1 - cos(t)
      let y = label == 0 ? sin(t) : 0.5 - sin(t)
      row.append(x + size.noise * generator.nextNormal())
      row.append(y + size.noise * generator.nextNormal())
    }
  }
}
