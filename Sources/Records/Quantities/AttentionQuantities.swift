extension Quantity {
  /// Mean entropy of the attention weights of a query, over ln T.
  public static let attentionEntropy = Quantity(
    slot: 20, "attentionEntropy",
    "mean over queries and heads of −Σ p ln p, p the attention weights over T keys, over ln T",
    tier: nil)
  /// The largest attention logit in absolute value.
  public static let attentionLogitMax = Quantity(
    slot: 21, "attentionLogitMax", "max |q·k / √d| over queries, keys and heads", tier: nil)
  /// Mean cosine between the tokens of an example.
  public static let tokenCosine = Quantity(
    slot: 22, "tokenCosine", "mean over pairs of positions of x_i·x_j / (‖x_i‖ ‖x_j‖)", tier: nil)
  /// Mean of the forget gate.
  public static let forgetGateMean = Quantity(
    slot: 23, "forgetGateMean", "mean over batch and units of the forget gate σ(·)", tier: nil)
}
