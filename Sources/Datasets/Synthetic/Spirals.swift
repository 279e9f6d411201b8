import Foundation
import Tensors

/// K spiral arms that wind around each other: x = r · (sin θ, cos θ), with r from 0 to 1 along the
/// arm and θ = 2π·k/K + 4r + σ·N(0, 1) for class k.
///
/// N × 2, K classes; 1000 examples, 3 classes and σ = 0.2 (radians) unless chosen otherwise. The n
/// examples of an arm are at r = 0, 1/(n − 1), …, 1. No line separates the arms, so a network
/// without hidden layers cannot learn them.
///
/// Source: A. Karpathy, [CS231n](https://cs231n.github.io/neural-networks-case-study/), whose arms
/// begin at 4k, which spaces three of them nearly evenly; 2πk/K spaces any number.
public struct Spirals: SyntheticDataset {
  public let name = "spirals"
  public let features = SyntheticSetting.fixed(2, "always 2 features")
  public let classes = SyntheticSetting.classes(3)
  public let noise = SyntheticSetting.noise(0.2)

  /// The spirals.
  public init() {}

  public func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset {
    size.classification(named: name) { label, position, count, row in
      let radius = Double(position) / Double(max(count - 1, 1))
      let start = 2 * Double.pi * Double(label) / Double(size.classes)
      let angle = start + 4 * radius + size.noise * generator.nextNormal()
      row += [radius * sin(angle), radius * cos(angle)]
    }
  }
}
