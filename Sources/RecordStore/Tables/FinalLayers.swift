/// The view `final_layers`: every place at the last time point of its run, beside the run's main columns.
///
/// Published, like the tables: written out, and never made from the lists of today.
enum FinalLayers {
  /// As the first version has it.
  static let definition = """
    CREATE VIEW final_layers AS
    SELECT runs.id AS run_id, runs.name, runs.dataset, runs.activation, runs.init, runs.depth,
      runs.verdict, layers.layer, layers.fan_in, layers.fan_out, layers.is_output,
      \(point)
    \(tables)
    """

  /// As version 5 has it: with the names of the places, and the quantities that only run logs have.
  static let replacement = [
    "DROP VIEW final_layers",
    """
    CREATE VIEW final_layers AS
    SELECT runs.id AS run_id, runs.name, runs.dataset, runs.activation, runs.init, runs.depth,
      runs.verdict, layers.layer, layers.name AS place, layers.kind, layers.units, layers.fan_in,
      layers.fan_out, layers.is_output,
      \(point),
      point.attention_entropy, point.attention_logit_max, point.token_cosine,
      point.forget_gate_mean, point.saturated_fraction
    \(tables)
    """,
  ]

  /// As version 7 has it: with the deviation over the examples.
  static let replacementOfVersion7 = [
    "DROP VIEW final_layers",
    """
    CREATE VIEW final_layers AS
    SELECT runs.id AS run_id, runs.name, runs.dataset, runs.activation, runs.init, runs.depth,
      runs.verdict, layers.layer, layers.name AS place, layers.kind, layers.units, layers.fan_in,
      layers.fan_out, layers.is_output,
      \(point),
      point.attention_entropy, point.attention_logit_max, point.token_cosine,
      point.forget_gate_mean, point.saturated_fraction, point.activation_example_std
    \(tables)
    """,
  ]

  private static let point = """
    point.step, point.last_step, point.step_count,
      point.delta_rms, point.delta_zero_fraction, point.weight_gradient_norm,
      point.weight_gradient_rms, point.weight_norm, point.update_ratio,
      point.activation_mean, point.activation_std, point.activation_rms,
      point.preactivation_mean, point.preactivation_std, point.preactivation_rms,
      point.derivative_rms, point.saturated_low_fraction, point.saturated_high_fraction,
      point.zero_fraction, point.non_finite_activations, point.non_finite_deltas,
      point.non_finite_gradients, point.non_finite_weights
    """

  private static let tables = """
    FROM runs
    JOIN layers ON layers.run_id = runs.id
    JOIN layer_statistics AS point ON point.run_id = runs.id AND point.layer = layers.layer
    WHERE point.step = (SELECT max(step) FROM layer_statistics WHERE run_id = runs.id)
    """
}
