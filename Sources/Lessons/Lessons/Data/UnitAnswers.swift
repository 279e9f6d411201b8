import Datasets
import Experiments
import Networks
import Tensors

/// What the units of a trained network answer to: the examples for which each is highest.
struct UnitAnswers: Sendable {
  /// How many examples are looked at of each unit.
  static let top = 20

  /// A unit that answers to something.
  struct Unit: Sendable {
    /// The mean of the features of its highest examples less that of all.
    let image: [Double]
    /// The class that most of them have.
    let label: Int
    /// How much of the variance of what it says is between the means of the classes, from 0 to 1.
    let explained: Double
  }

  /// The units of each hidden layer that are not the same for all examples.
  let layers: [[Unit]]
  /// How many are the same for all of them, by layer.
  let silent: [Int]
  /// Whether all that they say is finite; of what is not, nothing is told.
  let areNumbers: Bool

  /// Looks at a network with these weights.
  ///
  /// - Parameters:
  ///   - data: what the network is given.
  ///   - pictures: the same examples in the units that are drawn.
  /// - Throws: `TrainingError` where the weights are not those of such a network.
  init(
    _ tensors: [NamedTensor], widths: [Int], activation: any Activation, on data: Dataset,
    pictures: Dataset
  ) throws {
    let network = Network<Double>(widths: widths, activation: activation)
    try network.setTensors(tensors)
    let examples = data.examples(Double.self)
    let workspace = Workspace(network, capacity: examples.count)
    workspace.load(examples, 0..<examples.count)
    network.forward(workspace, mode: .evaluation)
    let places = workspace.hidden.map { $0.a.rowArrays }
    var (layers, silent): ([[Unit]], [Int]) = ([], [])
    let width = pictures.featureCount
    let means = (0..<width).map { column in
      stride(from: column, to: pictures.features.count, by: width)
        .reduce(0) { $0 + pictures.features[$1] } / Double(max(pictures.exampleCount, 1))
    }
    for rows in places {
      let columns = (0..<(rows.first?.count ?? 0)).map { unit in rows.map { $0[unit] } }
      let units = columns.compactMap { Self.unit($0, pictures, means) }
      layers.append(units)
      silent.append(columns.count - units.count)
    }
    (self.layers, self.silent) = (layers, silent)
    areNumbers = places.allSatisfy { $0.allSatisfy { $0.allSatisfy(\.isFinite) } }
  }

  /// How much of what the units say is decided by the class, on average by layer; NaN where no unit answers.
  var explained: [Double] {
    layers.map { units in
      units.reduce(0) { $0 + $1.explained } / Double(units.count)
    }
  }

  /// Σ n_c (m_c − m)² / Σ (x − m)², over the classes c.
  private static func explained(_ values: [Double], _ data: Dataset) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    var (sums, counts) = (
      [Double](repeating: 0, count: data.classCount), [Double](repeating: 0, count: data.classCount)
    )
    var total = 0.0
    for (value, label) in zip(values, data.labels) {
      sums[label] += value - mean
      counts[label] += 1
      total += (value - mean) * (value - mean)
    }
    let between = zip(sums, counts).reduce(0) { $0 + ($1.1 > 0 ? $1.0 * $1.0 / $1.1 : 0) }
    return total > 0 ? between / total : 0
  }

  private static func unit(
    _ values: [Double], _ data: Dataset, _ means: [Double]
  ) -> Unit? {
    guard let low = values.min(), let high = values.max(), low < high, high.isFinite else {
      return nil
    }
    let rows = values.indices.sorted {
      values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1
    }
    .prefix(top)
    let width = data.featureCount
    let image = (0..<width).map { column in
      rows.reduce(0) { $0 + data.features[$1 * width + column] } / Double(rows.count)
        - means[column]
    }
    var counts = [Int](repeating: 0, count: data.classCount)
    for row in rows { counts[data.labels[row]] += 1 }
    let label = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return Unit(
      image: image, label: label, explained: explained(values, data))
  }
}
