import Tensors

/// What is fixed about a place, for theory and records: its sizes, how its weights are drawn, and what
/// stands around it.
public struct PlaceFacts: Sendable {
  /// `layers.3`: the name of its tensors in parameter files.
  public var name: String
  /// What stands there.
  public var kind: PlaceKind
  /// n_{ℓ−1}: inputs of a unit.
  public var fanIn: Int
  /// n_ℓ: units.
  public var fanOut: Int
  /// Numbers that training changes: weights and biases, and a norm's scales and shifts.
  public var parameters: Int
  /// How W is drawn; nil where there is none, or where it was set some other way.
  public var initializer: (any Initializer)?
  /// Standard deviation of the biases as drawn.
  public var biasStd: Double
  /// The norm between the sums and z.
  public var norm: NormalizationKind
  /// φ of a = φ(z); nil where a is z.
  public var activation: (any Activation)?
  /// p of the dropout of a.
  public var dropout: Double
  /// s of the residual block that ends here: z = z below + s·(…); nil for a plain place.
  public var bypassScale: Double?

  /// Var W as drawn, before an initializer that looks at data has done so; nil without initializer.
  public var weightVariance: Double? { initializer?.variance(fanIn: fanIn, fanOut: fanOut) }
}
