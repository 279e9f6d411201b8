import Testing

@testable import Datasets

/// Where the examples of each set are.
@Suite struct SyntheticShapeTests {
  /// The features of one example.
  private func example(_ row: Int, of data: Dataset) -> [Double] {
    Array(data.features[row * data.featureCount..<(row + 1) * data.featureCount])
  }

  private func near(_ values: [Double], _ expected: [Double]) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func deviation(_ values: [Double]) -> Double {
    let mean = mean(values)
    return self.mean(values.map { ($0 - mean) * ($0 - mean) }).squareRoot()
  }

  /// Arms 0 and 1 of four, without noise: at radius 1 the arm has turned by 4 radians.
  @Test func windsSpirals() throws {
    let data = try Spirals().load(SyntheticOptions(examples: 12, classes: 4, noise: 0))
    #expect(Array(data.labels.prefix(5)) == [0, 1, 2, 3, 0])
    #expect(near(example(0, of: data), [0, 0]))
    // sin 4 and cos 4; arm 1 is arm 0 turned by π/2: (sin(4 + π/2), cos(4 + π/2)).
    #expect(near(example(8, of: data), [-0.756802495307928, -0.653643620863612]))
    #expect(near(example(9, of: data), [-0.653643620863612, 0.756802495307928]))
    // Halfway, at radius ½: ½ sin 2 and ½ cos 2.
    #expect(near(example(4, of: data), [0.454648713412841, -0.208073418273571]))
  }

  @Test func bendsMoons() throws {
    let data = try Moons().load(SyntheticOptions(examples: 6, noise: 0))
    let points = (0..<6).map { example($0, of: data) }
    for (point, expected) in zip(
      points, [[1, 0], [0, 0.5], [0, 1], [1, -0.5], [-1, 0], [2, 0.5]])
    {
      #expect(near(point, expected))
    }
  }

  @Test func drawsCircles() throws {
    let data = try Circles().load(SyntheticOptions(examples: 8, noise: 0))
    let points = (0..<8).map { example($0, of: data) }
    for (point, expected) in zip(
      points, [[1, 0], [0.5, 0], [0, 1], [0, 0.5], [-1, 0], [-0.5, 0], [0, -1], [0, -0.5]])
    {
      #expect(near(point, expected))
    }
  }

  @Test func placesBlobsAroundTheirCentres() throws {
    let options = SyntheticOptions(examples: 4000, features: 3, classes: 2, noise: 0.5)
    let data = try Blobs().load(options)
    let centres = try Blobs().load(SyntheticOptions(examples: 2, features: 3, classes: 2, noise: 0))
    for label in 0..<2 {
      for feature in 0..<3 {
        let centre = centres.features[label * 3 + feature]
        #expect(abs(centre) < 10)
        let values = stride(from: label, to: 4000, by: 2).map {
          data.features[$0 * 3 + feature]
        }
        // 2000 values of deviation 0.5: the mean is off by 0.011, the deviation by 0.008; times 5.
        #expect(abs(mean(values) - centre) < 0.056)
        #expect(abs(deviation(values) - 0.5) < 0.04)
      }
    }
  }

  @Test func givesXorItsFourClusters() throws {
    let data = try NoisyXor().load(SyntheticOptions(examples: 4, noise: 0))
    #expect(data.features == [1, 1, 1, -1, -1, -1, -1, 1])
    #expect(data.labels == [0, 1, 0, 1])
  }

  @Test func addsFeaturesOfNoiseToXor() throws {
    let data = try NoisyXor().load(SyntheticOptions(examples: 4000, features: 3))
    for row in 0..<4000 {
      let (first, second) = (data.features[row * 3], data.features[row * 3 + 1])
      // Beyond 1 the noise of 0.3 would have to be more than 6 deviations to turn a sign.
      guard abs(first) > 1, abs(second) > 1 else { continue }
      #expect(data.labels[row] == (first * second > 0 ? 0 : 1))
    }
    for label in 0..<2 {
      let values = stride(from: label, to: 4000, by: 2).map { data.features[$0 * 3 + 2] }
      // 2000 values of N(0, 1): 5 × 0.022 and 5 × 0.016.
      #expect(abs(mean(values)) < 0.11)
      #expect(abs(deviation(values) - 1) < 0.08)
    }
  }

  @Test func hasNothingToLearnInGaussianNoise() throws {
    let data = try GaussianNoise().load()
    #expect(data.featureCount == 64)
    #expect(data.classCounts == [Int](repeating: 100, count: 10))
    // 64 000 values of N(0, 1): 5 × 0.0040 and 5 × 0.0028.
    #expect(abs(mean(data.features)) < 0.02)
    #expect(abs(deviation(data.features) - 1) < 0.014)
    // Dealt at random: class i mod 10 would have it right at every example instead of a tenth of
    // them; 100 ± 5 × 9.5.
    let inTurn = data.labels.indices.count { data.labels[$0] == $0 % 10 }
    #expect(abs(inTurn - 100) < 48)
  }

  @Test(arguments: [1, 4])
  func addsSines(_ features: Int) throws {
    let data = try Sine().load(SyntheticOptions(examples: 4000, features: features, noise: 0.25))
    #expect(data.targetName == "y")
    #expect(data.features.allSatisfy { abs($0) < .pi })
    // A uniform x in (−π, π) has the deviation π/√3 = 1.814.
    #expect(abs(deviation(data.features) - 1.814) < 0.06)
    // Var y = ½ + 0.25², whatever the number of features.
    #expect(abs(deviation(data.targets) - 0.75) < 0.04)
  }

  @Test func isASineWithoutNoise() throws {
    let data = try Sine().load(SyntheticOptions(examples: 100, noise: 0))
    // The series of the sine up to x¹⁹; what is left out is at most π²¹/21! = 5.4e-10.
    for (x, y) in zip(data.features, data.targets) {
      var term = x
      var series = x
      for k in 1...9 {
        term *= -x * x / Double((2 * k) * (2 * k + 1))
        series += term
      }
      #expect(abs(y - series) < 1e-9)
    }
  }
}
