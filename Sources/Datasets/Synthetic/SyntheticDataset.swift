import Tensors
import Texts

/// A dataset that is made of a formula and a seed.
///
/// To add one, write a type that conforms to this protocol and add it to `SyntheticCatalog.all`.
public protocol SyntheticDataset: Sendable {
  /// What a person types to get it.
  var name: String { get }
  /// What there is to learn of it.
  var task: LearningTask { get }
  /// d, the number of features.
  var features: SyntheticSetting<Int> { get }
  /// K, the number of classes; 0 for regression.
  var classes: SyntheticSetting<Int> { get }
  /// σ, the deviation of the noise.
  var noise: SyntheticSetting<Double> { get }

  /// The dataset of this size; all of its numbers are finite, and its classes have the same number
  /// of examples, or one more.
  ///
  /// - Parameters:
  ///   - size: What was chosen, valid for this set.
  ///   - generator: Where the randomness comes from.
  func generate(_ size: SyntheticSize, using generator: inout SeededGenerator) -> Dataset
}

extension SyntheticDataset {
  /// Classification, unless a set says otherwise.
  public var task: LearningTask { .classification }

  /// The dataset with these options: 1000 examples unless they say otherwise, the same for the same
  /// options and seed on every machine, up to the last bit of its sines and cosines.
  ///
  /// - Throws: `DatasetError.badOption` for an option that is out of range or that the set does not
  ///   have; `.noRoom` for more numbers than memory holds.
  public func load(
    _ options: SyntheticOptions = SyntheticOptions(), seed: UInt64 = 1
  ) throws(DatasetError) -> Dataset {
    let size = try SyntheticSize(options, for: self)
    try RoomForValues.expect(size.examples * size.features, for: name)
    var generator = SeededGenerator(seed: seed, stream: SyntheticCatalog.stream)
    return generate(size, using: &generator)
  }

  /// The options that the set has.
  var options: FieldMessage {
    "`examples`" + (features.isChoice ? ", `features`" : "")
      + (classes.isChoice ? ", `classes`" : "") + (noise.isChoice ? ", `noise`" : "")
  }
}

extension SyntheticSetting<Int> {
  /// d features of which the first `least` mean something.
  static func features(_ standard: Int, atLeast least: Int = 1) -> Self {
    .choice(default: standard, range: least...10_000)
  }

  /// K classes.
  static func classes(_ standard: Int) -> Self { .choice(default: standard, range: 2...1000) }
}

extension SyntheticSetting<Double> {
  /// Noise of deviation σ.
  static func noise(_ standard: Double) -> Self { .choice(default: standard, range: 0...1000) }
}
