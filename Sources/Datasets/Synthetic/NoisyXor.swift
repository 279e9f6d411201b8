import Tensors

/// Exclusive or of two signs: four clusters at (±1, ±1), of class 0 where the signs are the same
/// and of class 1 where they differ; N(0, σ²) is added to each coordinate.
///
/// N × d, 2 classes; 1000 examples, 2 features and σ = 0.3 unless chosen otherwise. The clusters
/// take turns. Features after the second one are N(0, 1) and say nothing about the class. The
/// means of the two classes are the same, so no line does better than guessing.
///
/// Source: M. Minsky, S. Papert, "Perceptrons", MIT Press, 1969.
public struct NoisyXor: SyntheticDataset {
  public let name = "xor"
  public let features = SyntheticSetting.features(2, atLeast: 2)
  public let classes = SyntheticSetting.fixed(2, "always 2 classes")
  public let noise = SyntheticSetting.noise(0.3)

  /// The exclusive or.
  public init() {}

  public func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset {
    size.classification(named: name) { label, position, _, row in
      let first: Double = position.isMultiple(of: 2) ? 1 : -1
      let second = label == 0 ? first : -first
      row.append(first + size.noise * generator.nextNormal())
      row.append(second + size.noise * generator.nextNormal())
      for _ in 2..<size.features { row.append(generator.nextNormal()) }
    }
  }
}
