import Networks

extension TheoryLimits {
  /// Why the theory does not apply to the layers that a network has, each reason naming its layers;
  /// none where it applies. What depends on data and batches is in `reasons`.
  static func ofLayers(_ design: NetworkDesign) -> [String] {
    guard design.depth > 0 else { return ["the network has no hidden layers"] }
    let hidden = design.layers.dropLast()
    var reasons = narrowLayers(hidden)
    let thinned = hidden.indices.filter { index in
      let layer = hidden[index]
      return layer.fanOut >= smallestWidth
        && Double(layer.fanOut) * (1 - layer.dropout) < Double(smallestWidth)
    }
    if !thinned.isEmpty {
      reasons.append("dropout leaves fewer than \(smallestWidth) units of \(name(thinned))")
    }
    // Its deviation is that over the batch, and how alike two examples are by then is not followed.
    let mixed = hidden.indices.filter { index in
      index > 0 && hidden[index].normalization == .batch
        && hidden[index - 1].normalization != .batch
    }
    if !mixed.isEmpty {
      reasons.append("\(name(mixed)) has a batch norm, and the one below has none")
    }
    if let last = design.layers.last {
      let own = [
        ("a norm", last.isNormalized), ("dropout", last.dropout > 0),
        ("an activation beside that of the loss", !(last.activation is Identity)),
      ]
      reasons += own.filter(\.1).map { "the output layer has \($0.0)" }
    }
    return reasons
  }

  private static func narrowLayers(_ hidden: ArraySlice<NetworkDesign.Layer>) -> [String] {
    let narrow = hidden.indices.filter { hidden[$0].fanOut < smallestWidth }
    guard let first = narrow.first else { return [] }
    let width = hidden[first].fanOut
    let isOne = narrow.allSatisfy { hidden[$0].fanOut == width }
    if isOne {
      let units = "\(width) \(width == 1 ? "unit" : "units"), fewer than \(smallestWidth)"
      // Where all are, no number would tell more.
      return [
        narrow.count == hidden.count ? "a layer has \(units)" : "\(name(narrow)) has \(units)"
      ]
    }
    return ["\(name(narrow)) has fewer than \(smallestWidth) units"]
  }

  /// Hidden layers, from 0, of which the mean of a² is not near its expectation in any one draw: its
  /// variance over draws, (E[a⁴]/E[a²]² − 1)/n, is above 1. Of an exponential that is so from
  /// q = ln(n + 1)/4 on, 1.4 for 256 units.
  static func heavyTailed(_ theory: NetworkTheory) -> [Int] {
    theory.typical.layers.indices.filter { index in
      let moments = theory.typical.layers[index].moments
      let ratio = moments.fourth / (moments.square * moments.square)
      return ratio - 1 > Double(max(theory.design.layers[index].fanOut, smallestWidth))
    }
  }

  /// Layers by their numbers from 0, in words that count from 1: `layer 3`, `each of layers 2, 5`.
  static func name(_ layers: [Int]) -> String {
    let numbers = layers.map { "\($0 + 1)" }
    return numbers.count == 1
      ? "layer \(numbers[0])" : "each of layers \(numbers.joined(separator: ", "))"
  }

  /// Why there is no `PredictedProfile` of a network, as part of a sentence; nil where there may be one.
  public static func reasonForNothing(_ theory: NetworkTheory, inputs: InputScale) -> String? {
    if inputs.meanSquare == 0 { return "all inputs are 0" }
    let layers = theory.design.layers
    let alike = layers.indices.filter { layers[$0].hasOneWeight }
    if alike.count == layers.count { return "the first weights are all alike" }
    if !alike.isEmpty {
      let hidden = alike.filter { $0 < theory.design.depth }
      let whose = hidden.isEmpty ? "the output layer" : name(hidden)
      return "the first weights of \(whose) are all alike"
    }
    return theory.hasNumbers ? nil : "no number holds its signals"
  }

  /// Why a network has no factor per layer, as part of a sentence; nil where it has one.
  public static func reasonForNoFactor(_ design: NetworkDesign) -> String? {
    switch design.depth {
    case 0: "the network has no hidden layers"
    case 1: "the network has a single hidden layer, and a factor per layer needs three"
    case 2: "the network has two hidden layers, and a factor per layer needs three"
    default: nil
    }
  }
}
