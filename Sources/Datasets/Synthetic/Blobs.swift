import Tensors

/// K round clusters: x = c_k + σ·N(0, I) for class k, with every coordinate of the centre c_k
/// uniform in (−10, 10).
///
/// N × d, K classes; 1000 examples, 2 features, 3 classes and σ = 1 unless chosen otherwise. The
/// centres are drawn first, so they do not depend on N; two of them may come close to each other.
///
/// Source: `make_blobs` of scikit-learn.
public struct Blobs: SyntheticDataset {
  public let name = "blobs"
  public let features = SyntheticSetting.features(2)
  public let classes = SyntheticSetting.classes(3)
  public let noise = SyntheticSetting.noise(1)

  /// The blobs.
  public init() {}

  public func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset {
    let centres = (0..<size.classes * size.features).map { _ in
      20 * generator.nextUniform() - 10
    }
    return size.classification(named: name) { label, _, _, row in
      for feature in 0..<size.features {
        row.append(centres[label * size.features + feature] + size.noise * generator.nextNormal())
      }
    }
  }
}
