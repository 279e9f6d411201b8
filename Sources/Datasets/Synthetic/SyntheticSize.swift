import Texts

/// The numbers that describe a synthetic dataset, all of them chosen and valid.
public struct SyntheticSize: Equatable, Sendable {
  /// N, the number of examples.
  public let examples: Int
  /// d, the number of features of each.
  public let features: Int
  /// K, the number of classes; 0 for regression.
  public let classes: Int
  /// σ, the deviation of the noise.
  public let noise: Double

  /// The range of N. The largest is more than any network of this program needs.
  static let exampleCounts = 2...10_000_000
  /// The largest N · d: 0.8 GB of Doubles.
  static let maximumValues = 100_000_000

  /// The default numbers of `set`, with the given ones in their places.
  ///
  /// - Throws: `DatasetError.badOption` for an option that is out of range or that the set does not
  ///   have, for fewer examples than classes, and for more than 100 million feature values.
  public init(
    _ options: SyntheticOptions, for set: any SyntheticDataset
  ) throws(DatasetError) {
    let counts = SyntheticSetting.choice(default: 1000, range: Self.exampleCounts)
    examples = try counts.value(options.examples, field: "examples", of: set)
    features = try set.features.value(options.features, field: "features", of: set)
    classes = try set.classes.value(options.classes, field: "classes", of: set)
    noise = try set.noise.value(options.noise, field: "noise", of: set)
    guard examples >= classes else {
      throw .badOption(
        "examples",
        problem: "expected at least \(classes), one for each class, got \(examples); "
          + "choose more examples or fewer `classes`")
    }
    guard examples <= Self.maximumValues / features else {
      throw .badOption(
        "examples",
        problem: "expected at most \(Self.maximumValues / features) with \(features) features, "
          + "got \(examples); choose fewer examples or `features`")
    }
  }

  /// A dataset of N examples whose classes take turns: example i is of class i mod K, so that the
  /// numbers of examples differ by at most one, in every prefix of the data too.
  ///
  /// - Parameters:
  ///   - name: The dataset's name.
  ///   - addFeatures: Adds the d features of an example to the array. It gets the class, the
  ///     example's position among those of its class, from 0, and how many those are.
  func classification(
    named name: String,
    addFeatures: (_ label: Int, _ position: Int, _ count: Int, _ row: inout [Double]) -> Void
  ) -> Dataset {
    var values: [Double] = []
    values.reserveCapacity(examples * features)
    for example in 0..<examples {
      let (position, label) = example.quotientAndRemainder(dividingBy: classes)
      let count = examples / classes + (label < examples % classes ? 1 : 0)
      addFeatures(label, position, count, &values)
    }
    return dataset(named: name, features: values, labels: (0..<examples).map { $0 % classes })
  }

  /// A dataset of these features and labels; classes are named `0`, `1`, …, features `x1`, `x2`, ….
  func dataset(named name: String, features values: [Double], labels: [Int]) -> Dataset {
    Dataset(
      unchecked: name, .classification, features: values, labels: labels,
      classNames: (0..<classes).map(String.init), featureNames: featureNames, targetNames: ["class"]
    )
  }

  /// `x1`, `x2`, …, one for each feature.
  var featureNames: [String] { (1...features).map { "x\($0)" } }
}
