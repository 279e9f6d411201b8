import Records

/// A first bad event in a document; the steps before it are in the store. `layer` counts the weight
/// layers from 1, and is null where the place is none.
struct EventDocument: Encodable {
  private let kind: BadEvent.Kind
  private let step: Int
  private let layer: Int?
  private let place: String?
  private let tensor: BadEvent.Tensor
  private let value: Double
  private let limit: Double?
  private let nonFinite: Int

  /// The event of a record without the steps before it.
  init(_ event: BadEvent, of record: RunRecord) {
    kind = event.kind
    step = event.step
    layer = record.layerNumber(of: event.place)
    place =
      record.places.indices.contains(event.place) ? record.places[event.place].name : nil
    tensor = event.tensor
    value = event.value
    limit = event.limit
    nonFinite = event.nonFinite
  }

  private enum Key: String, CodingKey {
    case kind, step, layer, place, tensor, value, limit, nonFinite
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(step, forKey: .step)
    try container.encode(layer, forKey: .layer)
    try container.encodeIfPresent(place, forKey: .place)
    try container.encode(tensor, forKey: .tensor)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(limit, forKey: .limit)
    try container.encode(nonFinite, forKey: .nonFinite)
  }
}
