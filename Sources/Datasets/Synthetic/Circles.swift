import Foundation
import Tensors

/// A circle inside a circle: r · (cos t, sin t) with r = 1 for class 0 and r = ½ for class 1;
/// N(0, σ²) is added to each coordinate.
///
/// N × 2, 2 classes; 1000 examples and σ = 0.1 unless chosen otherwise. The n examples of a class
/// are at t = 0, 2π/n, …, so with σ = 0 the set is the same for every seed.
///
/// Source: `make_circles` of scikit-learn, with its `factor` at ½.
public struct Circles: SyntheticDataset {
  public let name = "circles"
  public let features = SyntheticSetting.fixed(2, "always 2 features")
  public let classes = SyntheticSetting.fixed(2, "always 2 classes")
  public let noise = SyntheticSetting.noise(0.1)

  /// The circles.
  public init() {}

  public func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset {
    size.classification(named: name) { label, position, count, row in
      let t = 2 * Double.pi * Double(position) / Double(count)
      let radius = label == 0 ? 1 : 0.5
      row.append(radius * cos(t) + size.noise * generator.nextNormal())
      row.append(radius * sin(t) + size.noise * generator.nextNormal())
    }
  }
}
