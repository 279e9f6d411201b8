import Datasets
import Records

/// The way between the numbers that a network sees and those of the data: z = (x − μ) / σ, or z = x where
/// nothing was standardized.
struct ColumnUnits {
  private let data: PreparedData
  private let features: [(mean: Double, deviation: Double)]
  /// Of the value of a regression: x = z · scale + shift.
  let target: (scale: Double, shift: Double)

  /// At most so many examples of each part.
  private static let most = (training: 350, heldOut: 150)

  /// The units of these data, whose task has one target.
  init(_ data: PreparedData) {
    self.data = data
    let scales = data.standardizer
    features = (0..<data.training.featureCount).map { column in
      (scales?.means[column] ?? 0, scales?.deviations[column] ?? 1)
    }
    target = (scales?.targetDeviations?.first ?? 1, scales?.targetMeans?.first ?? 0)
  }

  /// x as the network sees it; a column that is constant in training is 0.
  func standardized(_ x: Double, column: Int) -> Double {
    let (mean, deviation) = features[column]
    return deviation == 0 ? 0 : (x - mean) / deviation
  }

  private func original(_ z: Double, column: Int) -> Double {
    let (mean, deviation) = features[column]
    return z * deviation + mean
  }

  /// An axis a feature, around all examples.
  func axes(cells: Int, margin: Double) -> [OutputMap.Axis] {
    let parts = [data.training, data.validation].compactMap { $0 }
    return features.indices.map { column in
      let width = features.count
      var (low, high) = (Double.infinity, -Double.infinity)
      for part in parts {
        for example in 0..<part.exampleCount {
          let value = original(part.features[example * width + column], column: column)
          (low, high) = (min(low, value), max(high, value))
        }
      }
      let room = high > low ? (high - low) * margin : max(abs(low) / 20, 0.5)
      return OutputMap.Axis(
        name: data.training.featureNames[column], lower: low - room, upper: high + room,
        count: cells)
    }
  }

  /// Some of the examples, evenly spread over each part.
  var examples: [OutputMap.Example] {
    some(data.training, Self.most.training, isHeldOut: false)
      + (data.validation.map { some($0, Self.most.heldOut, isHeldOut: true) } ?? [])
  }

  private func some(_ part: Dataset, _ most: Int, isHeldOut: Bool) -> [OutputMap.Example] {
    let count = min(part.exampleCount, most)
    let width = features.count
    return (0..<count).map { index in
      let row = index * part.exampleCount / count
      return OutputMap.Example(
        features: features.indices.map { original(part.features[row * width + $0], column: $0) },
        answer: part.task == .classification
          ? Double(part.labels[row]) : part.targets[row] * target.scale + target.shift,
        isHeldOut: isHeldOut)
    }
  }
}
