import Records

/// A first bad event in a document; the steps before it are in the store.
struct EventDocument: Encodable {
  private let kind: BadEvent.Kind
  private let step: Int
  private let layer: Int
  private let tensor: BadEvent.Tensor
  private let value: Double
  private let limit: Double?
  private let nonFinite: Int

  /// The event without the steps before it.
  init(_ event: BadEvent) {
    kind = event.kind
    step = event.step
    layer = event.layer
    tensor = event.tensor
    value = event.value
    limit = event.limit
    nonFinite = event.nonFinite
  }
}
