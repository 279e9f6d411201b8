import Networks
import Records

/// The parts that a configuration names, looked up: what a run is built from.
struct Recipe: Sendable {
  let activation: any Activation
  let initializer: any Initializer
  let normalization: NormalizationKind
  let loss: any Loss
  let rule: UpdateRule

  /// Looks up every name of a configuration for a prediction of this kind.
  ///
  /// - Throws: `ConfigurationError` for a name or a parameter that is not valid, and for a loss
  ///   that does not serve the prediction.
  init(
    _ configuration: RunConfiguration, predicting prediction: Prediction
  ) throws(ConfigurationError) {
    let names = try NamedParts(configuration)
    activation = names.activation
    initializer = names.initializer
    normalization = names.normalization
    rule = names.rule
    do { loss = try LossCatalog.loss(named: configuration.loss, predicting: prediction) } catch {
      // Where the loss itself would serve, it is the number after its name that does not.
      if LossCatalog.form(of: configuration.loss)?.serves(prediction) == true {
        throw ConfigurationError("--\(error)")
      }
      let valid = LossCatalog.all.filter { $0.serves(prediction) }.map(\.usage)
      throw ConfigurationError(
        "--loss: \(configuration.loss) does not serve to predict \(prediction.words) of "
          + "\(configuration.dataset.name); choose one of: \(valid.joined(separator: ", "))")
    }
  }
}
