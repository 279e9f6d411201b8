import Tensors

/// `GradientCheck` on every activation × normalization × loss × plain or residual network, and on
/// networks whose layers differ, with dropout and with blocks in blocks.
public enum GradientCheckSuite {
  /// What was checked, and how far off the worst tensor was.
  public struct Row: Sendable {
    /// Name of φ.
    public let activation: String
    /// Name of the normalization; `mixed` where there are several.
    public let norm: String
    /// `plain`, `residual × 0.5`, or what is special about the network.
    public let network: String
    /// Name of the loss, and what it predicts: `mse (values)`.
    public let loss: String
    /// s of the residual blocks of a stack of equal layers; nil for others.
    public let residualScale: Double?
    /// The worst relative error of each kind of tensor: weight, bias, scale, shift.
    public let worst: [String: Double]
    /// Entries compared.
    public let compared: Int
    /// Entries left out for a kink.
    public let skipped: Int
    /// Tensors whose gradient is too small for its differences to tell: exactly 0 for a bias before
    /// a batch norm, vanished in a deep network.
    public let tooSmall: Int

    /// The worst of all; NaN if any is.
    public var worstError: Double {
      worst.values.contains(where: \.isNaN) ? .nan : worst.values.max() ?? 0
    }
  }

  /// Relative error above which a gradient is wrong. The differences are good to about 1e-9.
  public static let tolerance = 1e-6

  /// The losses that are checked, each with the output activation that it needs.
  static let losses: [(label: String, loss: (any Loss)?)] = [
    ("cross-entropy", CategoricalCrossEntropy(predicting: .classes(3))),
    ("binary-cross-entropy", BinaryCrossEntropy(predicting: .classes(2))),
    ("binary-cross-entropy (flags)", BinaryCrossEntropy(predicting: .flags(2))),
    ("mse (classes)", MeanSquaredError(predicting: .classes(3))),
    ("mse (2 classes, 1 output)", MeanSquaredError.binary),
    ("mse (values)", MeanSquaredError(predicting: .values(2))),
    ("mae (values)", AbsoluteError.form.loss(LossRequest(predicting: .values(2)))),
    ("huber (values)", HuberError.form.loss(LossRequest(predicting: .values(2)))),
  ]

  /// Checks all combinations, row by row: every activation × norm × loss in a stack of equal layers,
  /// plain and residual, and in every `GradientCheckDesign`.
  ///
  /// - Parameters:
  ///   - depth: L of the networks.
  ///   - width: units of a hidden layer.
  ///   - batch: examples in the batch, at least 2.
  ///   - entries: places compared in each tensor, at most.
  ///   - onRow: called after each combination.
  public static func run(
    activations: [any Activation] = ActivationCatalog.all, depth: Int = 3, width: Int = 6,
    batch: Int = 7, entries: Int = 12, seed: UInt64 = 1, onRow: (Row) -> Void = { _ in }
  ) -> [Row] {
    var rows: [Row] = []
    let batch = max(batch, 2)
    func add(_ row: Row) {
      rows.append(row)
      onRow(row)
    }
    for activation in activations {
      for norm in NormalizationKind.allCases {
        for (label, loss) in losses {
          guard let loss else { continue }
          for scale in [nil, 0.5] as [Double?] {
            let network = Network<Double>(
              widths: [inputs] + Array(repeating: width, count: depth) + [loss.outputCount],
              activation: activation, normalization: norm, residualScale: scale)
            let results = check(network, loss, batch: batch, entries: entries, seed: seed)
            add(
              Row(
                activation: activation.name, norm: norm.rawValue,
                network: scale.map { "residual × \($0)" } ?? "plain", loss: label,
                residualScale: scale, results))
          }
        }
      }
      for design in GradientCheckDesign.all {
        guard let (label, loss) = losses.first, let loss else { continue }
        let network = design.network(
          activation,
          .init(inputs: inputs, depth: depth, width: width, outputs: loss.outputCount))
        let results = check(network, loss, batch: batch, entries: entries, seed: seed)
        add(
          Row(
            activation: activation.name, norm: design.norm, network: design.name, loss: label,
            residualScale: nil, results))
      }
    }
    return rows
  }

  private static let inputs = 5

  private static func check(
    _ network: Network<Double>, _ loss: any Loss, batch: Int, entries: Int, seed: UInt64
  ) -> [GradientCheck.Result] {
    var generator = SeededGenerator(seed: seed)
    // Where φ has no largest slope, a signal of this gain explodes, and there is nothing to compare.
    let matching = network.places.lazy.compactMap(\.activation)
      .first { !$0.maximumDerivative.isFinite }
      .flatMap { InitializerCatalog.named($0.matchingInitializer) }
    network.initialize(
      with: matching ?? FanScaled.fanIn(gain: 2), biasStd: 0.2, using: &generator)
    // γ = 1 and β = 0 would hide a mistake in their part of the backward pass.
    for norm in network.root.leaves.compactMap({ $0 as? any Normalization<Double> }) {
      for i in 0..<norm.scale.count {
        norm.scale.elements[i] += 0.2 * generator.nextNormal()
        norm.shift.elements[i] = 0.2 * generator.nextNormal()
      }
    }
    let features = Matrix<Double>(rows: batch, columns: inputs)
    for i in 0..<features.count { features.elements[i] = generator.nextNormal() }
    let examples: Examples<Double>
    switch loss.prediction {
    case .classes(let classes):
      examples = Examples(features: features, labels: (0..<batch).map { $0 % classes })
    case .values(let count), .flags(let count):
      let values = Matrix<Double>(rows: batch, columns: count)
      for i in 0..<values.count {
        let draw = generator.nextNormal()
        if case .flags = loss.prediction {
          values.elements[i] = draw > 0 ? 1 : 0
        } else {
          values.elements[i] = draw
        }
      }
      examples = Examples(features: features, values: values)
    }
    let workspace = Workspace(network, capacity: batch, for: examples)
    workspace.load(examples, 0..<batch)
    return GradientCheck.run(network, by: loss, on: workspace, entries: entries)
  }
}

extension GradientCheckSuite.Row {
  /// What was found in one network.
  fileprivate init(
    activation: String, norm: String, network: String, loss: String, residualScale: Double?,
    _ results: [GradientCheck.Result]
  ) {
    var worst: [String: Double] = [:]
    for result in results {
      let known = worst[result.role] ?? 0
      // The comparison is false for NaN, which must not be passed over.
      worst[result.role] = result.relativeError <= known ? known : result.relativeError
    }
    self.init(
      activation: activation, norm: norm, network: network, loss: loss,
      residualScale: residualScale, worst: worst,
      compared: results.map(\.count).reduce(0, +),
      skipped: results.map(\.skipped).reduce(0, +),
      tooSmall: results.count(where: \.isTooSmall))
  }
}
