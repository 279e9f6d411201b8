import Networks
import Records
import Tensors
import Texts

/// The parts that a plan names, looked up: what a run is built from.
struct Recipe: Sendable {
  let hidden: [LayerDesign]
  let outputInitializer: any Initializer
  let loss: any Loss
  let rule: UpdateRule
  private let biasStd: Double

  /// Looks up every name of a plan for a prediction of this kind.
  ///
  /// - Throws: `ConfigurationError` for a name or a parameter that is not valid, and for a loss
  ///   that does not serve the prediction.
  init(
    _ plan: TrainingPlan, predicting prediction: Prediction
  ) throws(ConfigurationError) {
    let names = try NamedParts(plan)
    hidden = names.hidden
    outputInitializer = names.outputInitializer
    rule = names.rule
    biasStd = plan.biasStd
    do {
      loss = try LossCatalog.loss(
        named: plan.loss, predicting: prediction, output: names.outputActivation)
    } catch {
      let valid = LossCatalog.all.filter { $0.serves(prediction) }.map(\.usage)
      guard LossCatalog.form(of: plan.loss).map({ $0.serves(prediction) }) ?? false else {
        throw ConfigurationError(
          field: "loss",
          "\(plan.loss) does not serve to predict \(prediction.words) of "
            + "\(plan.dataset.name); choose one of: \(valid.joined(separator: ", "))")
      }
      throw ConfigurationError(
        field: "loss",
        "\(plan.loss) does not go with `outputActivation` \(plan.outputActivation) to predict "
          + "\(prediction.words): \(error.description)")
    }
  }

  /// The output layer; its biases are drawn as the hidden ones are.
  var outputDesign: LayerDesign {
    LayerDesign(width: loss.outputCount, initializer: outputInitializer, biasStd: biasStd)
  }

  /// The smallest batch that the network can be trained on.
  var smallestBatch: Int { hidden.map(\.norm.smallestBatch).max() ?? 1 }

  /// A network of zero weights for examples of so many features.
  func network<Scalar: RealScalar>(
    _ type: Scalar.Type, inputs: Int, seed: UInt64
  ) -> Network<Scalar> {
    Network(
      inputs: inputs, hidden: hidden, output: outputDesign,
      masks: SeededGenerator(seed: seed, stream: SeedStream.masks))
  }
}
