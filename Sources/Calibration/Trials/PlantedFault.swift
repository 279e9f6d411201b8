import Datasets
import Networks
import Records
import Tensors

/// Something that was spoiled on purpose, by means that everybody has: the first parameters, the
/// configuration, the data, or an observer that reaches into the network.
enum PlantedFault: Sendable, Equatable {
  /// The weights of one layer multiplied.
  case scaledLayer(Int, by: Double)
  /// All hidden weights multiplied, so that bounded units begin saturated.
  case scaledHidden(by: Double)
  /// The bias of a share of a layer's units set to −1000 before a step.
  case killedUnits(layer: Int, share: Double, step: Int)
  /// The learning rate multiplied.
  case rate(times: Double)
  /// A weight of a layer made NaN after the update of a step.
  case nan(layer: Int, step: Int)
  /// All units of a layer made copies of its first, the way in and the way out.
  case copies(layer: Int)
  /// All weights the same.
  case constantWeights(String)
  /// Features multiplied and not standardized: all, or the first column.
  case unscaledFeatures(by: Double, onlyFirst: Bool)
  /// Squared error on classes.
  case squaredError
  /// Labels that have nothing to do with the inputs.
  case randomLabels

  /// In a few words.
  var words: String {
    switch self {
    case .scaledLayer(let layer, let factor): "weights of layer \(layer) ×\(factor)"
    case .scaledHidden(let factor): "hidden weights ×\(factor)"
    case .killedUnits(let layer, let share, let step):
      "\(Int((100 * share).rounded())) % of layer \(layer) killed at step \(step)"
    case .rate(let factor): "learning rate ×\(factor)"
    case .nan(let layer, let step): "NaN in layer \(layer) at step \(step)"
    case .copies(let layer): "units of layer \(layer) are copies"
    case .constantWeights(let name): "weights \(name)"
    case .unscaledFeatures(let factor, let onlyFirst):
      "\(onlyFirst ? "first feature" : "features") ×\(factor), not standardized"
    case .squaredError: "squared error on classes"
    case .randomLabels: "random labels"
    }
  }

  /// The same without numbers, for counting.
  var kind: String {
    switch self {
    case .scaledLayer(_, let factor):
      factor < 1 ? "one layer's weights × 10⁻⁴" : "one layer's weights × 30"
    case .scaledHidden: "saturated start: hidden weights × 20"
    case .killedUnits(_, _, let step):
      step == 0 ? "units killed before step 0" : "units killed while training"
    case .rate(let factor): factor > 1 ? "learning rate × 100" : "learning rate × 10⁻⁶"
    case .nan: "NaN in a layer at a step"
    case .copies: "units of one layer made copies"
    case .constantWeights: "all weights the same"
    case .unscaledFeatures: "features × 1000, not standardized"
    case .squaredError: "squared error on classes"
    case .randomLabels: "random labels"
    }
  }

  /// The dataset with what is spoiled of it.
  func spoiled(_ data: Dataset) throws -> Dataset {
    guard case .unscaledFeatures(let factor, let onlyFirst) = self else { return data }
    var features = data.features
    for i in features.indices where !onlyFirst || i % data.featureCount == 0 {
      features[i] *= factor
    }
    return try Dataset(
      name: data.name, features: features, labels: data.labels, classNames: data.classNames,
      featureNames: data.featureNames, targetName: data.targetName)
  }

  /// Whether the first parameters are spoiled.
  var spoilsParameters: Bool {
    switch self {
    case .scaledLayer, .scaledHidden, .copies: true
    case .killedUnits(_, _, let step): step == 0
    default: false
    }
  }

  /// Whether the size of every first weight is known.
  var keepsGains: Bool {
    switch self {
    case .copies, .constantWeights: false
    default: true
    }
  }

  /// Whether somebody has to reach into the network while it trains.
  var intervenes: Bool {
    switch self {
    case .nan: true
    case .killedUnits(_, _, let step): step > 0
    default: false
    }
  }

  /// First parameters with what is spoiled of them; tensors are [fan-out, fan-in].
  func spoiled(_ tensors: [NamedTensor]) -> [NamedTensor] {
    tensors.map { tensor in
      var tensor = tensor
      switch self {
      case .scaledLayer(let layer, let factor) where tensor.name == "layers.\(layer - 1).weight":
        for i in tensor.values.indices { tensor.values[i] *= factor }
      case .scaledHidden(let factor):
        let isOutput = tensor.name == "layers.\(Self.lastLayer(tensors)).weight"
        guard tensor.name.hasPrefix("layers."), tensor.name.hasSuffix(".weight"), !isOutput
        else { break }
        for i in tensor.values.indices { tensor.values[i] *= factor }
      case .killedUnits(let layer, let share, _) where tensor.name == "layers.\(layer - 1).bias":
        for i in 0..<Self.killed(share, of: tensor.values.count) { tensor.values[i] = -1000 }
      case .copies(let layer) where tensor.name == "layers.\(layer - 1).weight":
        let width = tensor.shape[1]
        for i in tensor.values.indices { tensor.values[i] = tensor.values[i % width] }
      case .copies(let layer) where tensor.name == "layers.\(layer).weight":
        let width = tensor.shape[1]
        for i in tensor.values.indices { tensor.values[i] = tensor.values[i - i % width] }
      default: break
      }
      return tensor
    }
  }

  private static func lastLayer(_ tensors: [NamedTensor]) -> Int {
    tensors.count { $0.name.hasPrefix("layers.") && $0.name.hasSuffix(".weight") } - 1
  }

  /// So many of a layer's units.
  static func killed(_ share: Double, of width: Int) -> Int {
    Int((share * Double(width)).rounded())
  }
}
