import Experiments
import Files
import Texts
import Yams

/// A file that describes a network: a YAML mapping, of which a JSON object is one.
///
///     layers:                      # the hidden layers, from the input on; [] for none
///       - {width: 128, activation: tanh, init: xavier-normal, dropout: 0.2, norm: none}
///       - {width: 64}              # what is left out is that of the layer before, or the default
///     output: {activation: softmax, init: xavier-normal}
///     residual: false
///     residual-scale: 0.5
///     bias-std: 0
struct NetworkFile {
  /// One hidden layer, with what was said of it.
  private struct Layer {
    var width = TrainingPlan().width
    var activation = "relu"
    var initializer: String?
    var norm = "none"
    var dropout = 0.0
  }

  private var layers: [Layer] = []
  private var outputActivation: String?
  private var outputInitializer: String?
  private var residual = false
  private var residualScale: Double?
  private var biasStd: Double?
  /// `float64` or `float32`: not every number is one in both.
  private let precision: String

  /// Reads a file.
  ///
  /// - Throws: `FileError` for a file that cannot be read; `BadContent` for one that is no YAML, says
  ///   something else than what there is, or has a value that no network can have.
  static func read(_ path: String, precision: String) throws -> NetworkFile {
    let source = YAMLSource(path: path, option: "--network", what: "a YAML file of a network")
    guard let node = try source.root() else {
      throw source.bad(nil, "expected the key layers, got an empty file")
    }
    return try NetworkFile(node, source, precision)
  }

  private init(_ node: Node, _ source: YAMLSource, _ precision: String) throws {
    self.precision = precision == "float64" ? precision : TrainingPlan().precision
    var known = false
    var shortcuts: Node?
    for (key, value) in try source.entries(of: node, as: "the keys layers, output, residual, …") {
      switch key {
      case "layers":
        known = true
        try addLayers(value, source)
      case "output":
        for (key, value) in try source.entries(of: value, as: "activation or init") {
          switch key {
          case "activation":
            let name = try source.text(value, of: "output.\(key)")
            try check(value, "output.\(key)", source) { $0.outputActivation = name }
            outputActivation = name
          case "init":
            let name = try source.text(value, of: "output.\(key)")
            try check(value, "output.\(key)", source) { $0.outputInitializer = name }
            outputInitializer = name
          default: throw source.unknown(key, at: value, of: ["activation", "init"])
          }
        }
      case "residual":
        residual = try source.bool(value, of: key)
        shortcuts = value
      case "residual-scale":
        let scale = try source.number(value, of: key)
        try check(value, key, source) { $0.residualScale = scale }
        residualScale = scale
      case "bias-std":
        let deviation = try source.number(value, of: key)
        try check(value, key, source) { $0.biasStd = deviation }
        biasStd = deviation
      default:
        throw source.unknown(
          key, at: value, of: ["layers", "output", "residual", "residual-scale", "bias-std"])
      }
    }
    guard known else {
      throw source.bad(node.mark?.line, "expected the key layers, with one entry a hidden layer")
    }
    var plan = TrainingPlan()
    apply(to: &plan)
    if residual, !plan.hasRoomForShortcuts {
      let problem = ConfigurationCheck.noRoom(in: plan).text(naming: OptionNames.option)
      throw source.bad(shortcuts?.mark?.line, "residual: \(problem)")
    }
  }

  /// Refuses a value that no network can have, at its line.
  private func check(
    _ node: Node, _ place: String, _ source: YAMLSource, _ edit: (inout TrainingPlan) -> Void
  ) throws {
    var plan = TrainingPlan()
    (plan.depth, plan.precision) = (1, precision)
    edit(&plan)
    do { try ConfigurationCheck.check(plan) } catch {
      throw source.bad(
        node.mark?.line, "\(place): \(error.problem.text(naming: OptionNames.option))")
    }
  }

  private mutating func addLayers(_ node: Node, _ source: YAMLSource) throws {
    guard let list = node.sequence else {
      throw source.bad(node.mark?.line, "layers: expected a list with one entry a hidden layer")
    }
    guard list.count <= 1000 else {
      throw source.bad(node.mark?.line, "layers: expected at most 1000, got \(list.count)")
    }
    var layer = Layer()
    for (index, entry) in list.enumerated() {
      layer.dropout = 0
      for (key, value) in try source.entries(
        of: entry, as: "width, activation, init, norm or dropout")
      {
        let place = "layers[\(index + 1)].\(key)"
        switch key {
        case "width":
          layer.width = try source.whole(value, of: place)
          try check(value, place, source) { $0.width = layer.width }
        case "activation":
          layer.activation = try source.text(value, of: place)
          layer.initializer = nil
          try check(value, place, source) { $0.activation = PerLayer(layer.activation) }
        case "init":
          let name = try source.text(value, of: place)
          try check(value, place, source) { $0.initializer = PerLayer(name) }
          layer.initializer = name
        case "norm":
          layer.norm = try source.text(value, of: place)
          try check(value, place, source) { $0.norm = PerLayer(layer.norm) }
        case "dropout":
          layer.dropout = try source.number(value, of: place)
          try check(value, place, source) { $0.dropout = PerLayer(layer.dropout) }
        default:
          throw source.unknown(
            key, at: value, of: ["width", "activation", "init", "norm", "dropout"])
        }
      }
      layers.append(layer)
    }
  }

  /// Puts the network into a plan.
  func apply(to plan: inout TrainingPlan) {
    if layers.isEmpty {
      (plan.widths, plan.depth) = (nil, 0)
      if let outputInitializer { plan.initializer = PerLayer(outputInitializer) }
    } else {
      plan.widths = layers.map(\.width)
      plan.activation = Self.short(layers.map(\.activation))
      plan.initializer = Self.short(
        layers.map { $0.initializer ?? TrainingPlan.matchingInitializer(of: $0.activation) })
      plan.norm = Self.short(layers.map(\.norm))
      plan.dropout = Self.short(layers.map(\.dropout))
      plan.outputInitializer = outputInitializer
    }
    if let outputActivation { plan.outputActivation = outputActivation }
    plan.residual = residual
    plan.residualScale = residualScale
    if let biasStd { plan.biasStd = biasStd }
  }

  /// One for all where all are the same.
  private static func short<Value>(_ values: [Value]) -> PerLayer<Value> {
    values.allSatisfy { $0 == values[0] } ? PerLayer(values[0]) : PerLayer(values)
  }
}
