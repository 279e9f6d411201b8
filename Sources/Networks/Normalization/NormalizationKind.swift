import Tensors

/// Which normalization a layer has before its activation.
public enum NormalizationKind: String, Sendable, CaseIterable {
  /// None.
  case none
  /// Over the batch, unit by unit.
  case batch
  /// Over the units, example by example.
  case layer

  /// The smallest batch it can be trained on.
  public var smallestBatch: Int { self == .batch ? 2 : 1 }

  /// A fresh normalization of this kind; nil for none.
  func make<Scalar: RealScalar>(_ type: Scalar.Type, width: Int) -> (any Normalization<Scalar>)? {
    switch self {
    case .none: nil
    case .batch: BatchNormalization(width: width)
    case .layer: LayerNormalization(width: width)
    }
  }
}
