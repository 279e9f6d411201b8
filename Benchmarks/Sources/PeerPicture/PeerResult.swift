/// What was measured of one network: microseconds a step of every round, by contender.
struct PeerResult: Decodable {
  let depth: Int
  let width: Int
  let batch: Int
  let library: String
  let times: [String: [Double]]

  static let products = "matrix products"

  /// A contender with the median of its rounds and that in times the matrix products' of its round.
  struct Row {
    let name: String
    let microseconds: Double
    let factor: Double
  }

  /// The contenders without the products, fastest first.
  var rows: [Row] {
    let limit = times[Self.products] ?? []
    return times.filter { $0.key != Self.products }.map { name, values in
      Row(
        name: name, microseconds: Self.median(values),
        factor: Self.median(zip(values, limit).map { $0 / $1 }))
    }
    .sorted { $0.factor < $1.factor }
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }
}
