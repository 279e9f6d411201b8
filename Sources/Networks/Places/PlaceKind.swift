/// What stands at a place.
public enum PlaceKind: String, Sendable, CaseIterable {
  /// A weight layer in which every output reads every input.
  case dense
  /// The last weight layer.
  case output
  /// The sum at the end of a residual block that ends with no weight layer.
  case block
  /// Something else that can be measured.
  case other
}
