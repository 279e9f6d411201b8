/// Alike places in the order in which a signal passes them: the hidden layers of a perceptron, the blocks
/// of a transformer, the time steps of a recurrent layer. What is said of a signal's flow is said of a
/// chain.
public struct Chain: Codable, Sendable, Hashable {
  /// What its places follow each other along.
  public enum Axis: String, Codable, Sendable, CaseIterable {
    /// From the input toward the output.
    case depth
    /// From the first time step to the last.
    case time
  }

  /// Such as `hidden layers`, `blocks`, `lstm`.
  public var name: String
  /// What its places follow each other along.
  public var axis: Axis
  /// The indices of its places in the record's list, in order.
  public var places: [Int]

  /// A chain of these places.
  public init(name: String, axis: Axis = .depth, places: [Int]) {
    self.name = name
    self.axis = axis
    self.places = places
  }

  /// The number of its places.
  public var count: Int { places.count }
}

extension Chain {
  /// The hidden layers of a network of weight layers, the last of which is the output.
  public static func hiddenLayers(_ count: Int) -> Chain {
    Chain(name: "hidden layers", places: Array(0..<max(count, 0)))
  }
}

extension RunRecord {
  /// The chain that the record is about first; nil where it names none.
  public var mainChain: Chain? { chains.first }

  /// The places of a chain.
  public func places(of chain: Chain) -> [Place] {
    chain.places.compactMap { places.indices.contains($0) ? places[$0] : nil }
  }

  /// What a step of a chain is called: `layer`, `block`, `time step`.
  public func noun(of chain: Chain) -> String {
    guard chain.axis == .depth else { return "time step" }
    let kinds = Set(places(of: chain).map(\.kind))
    return kinds == [.block] ? "block" : "layer"
  }

  /// The place after the last one of a chain on the axis of depth: the output, where there is one.
  public var outputPlace: Int? { places.lastIndex { $0.kind == .output } }

  /// The φ that all places of a chain have; nil where they differ or one is not known.
  public func activation(of chain: Chain) -> ActivationFacts? {
    let all = places(of: chain).map(\.activation)
    guard let first = all.first ?? nil, all.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

extension RunRecord {
  /// The indices of the weight layers, in order.
  public var weightLayers: [Int] { places.indices.filter { places[$0].hasWeights } }

  /// The number of a place among the weight layers, from 1; nil where it has no weights.
  public func layerNumber(of place: Int) -> Int? {
    guard places.indices.contains(place), places[place].hasWeights else { return nil }
    return places[...place].count { $0.hasWeights }
  }
}
