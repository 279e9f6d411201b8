import Datasets
import Networks

/// What a network answers, counted class by class by a forward pass of the calibration's own: an
/// accuracy does not say whether a rare class is ever named.
struct OutsideAnswers: Sendable {
  /// Share of the most frequent class.
  let mostFrequent: Double
  /// How often each class is named.
  let named: [Int]
  /// How often it is there.
  let there: [Int]
  /// How often it is named where it is there.
  let right: [Int]

  /// a_ℓ = φ(W_ℓ a_{ℓ−1} + b_ℓ) in float64; nil for layers that it does not know.
  init?(_ tensors: [NamedTensor], activation: String, on data: Dataset) {
    guard let activation = ActivationCatalog.named(activation), data.classCount > 1,
      tensors.allSatisfy({ $0.name.hasSuffix("weight") || $0.name.hasSuffix("bias") })
    else { return nil }
    let layers = tensors.count / 2
    var named = [Int](repeating: 0, count: data.classCount)
    var (there, right) = (named, named)
    for row in 0..<data.exampleCount {
      var a = Array(data.features[row * data.featureCount..<(row + 1) * data.featureCount])
      for layer in 0..<layers {
        guard let weights = tensors.first(where: { $0.name == "layers.\(layer).weight" }),
          let bias = tensors.first(where: { $0.name == "layers.\(layer).bias" }),
          weights.shape.count == 2, weights.shape[1] == a.count
        else { return nil }
        let z = (0..<weights.shape[0]).map { unit in
          (0..<a.count).reduce(Double(bias.values[unit])) {
            $0 + Double(weights.values[unit * a.count + $1]) * a[$1]
          }
        }
        a = z
        if layer < layers - 1 { activation.apply(z, into: &a, count: z.count) }
      }
      guard a.allSatisfy(\.isFinite) else { return nil }
      // One output of two classes is the logit of the second.
      let answer =
        a.count == 1 ? (a[0] > 0 ? 1 : 0) : a.indices.max { a[$0] < a[$1] } ?? 0
      named[answer] += 1
      there[data.labels[row]] += 1
      if answer == data.labels[row] { right[answer] += 1 }
    }
    mostFrequent = Double(there.max() ?? 0) / Double(max(data.exampleCount, 1))
    (self.named, self.there, self.right) = (named, there, right)
  }

  /// Whether all that it says is the most frequent class: yes where that class is clearly more than
  /// 70 % and no other is ever named, no where most of the others are found.
  var isMajorityOnly: Label {
    if mostFrequent < 0.65 { return .no(.plan) }
    guard mostFrequent > 0.75, let most = there.indices.max(by: { there[$0] < there[$1] }) else {
      return .unknown(.border)
    }
    let others = there.indices.filter { $0 != most }
    let rare = others.reduce(0) { $0 + there[$1] }
    guard rare > 0 else { return .unknown(.other) }
    let found = others.reduce(0) { $0 + right[$1] }
    let said = others.reduce(0) { $0 + named[$1] }
    if said == 0 { return .yes(.plan) }
    return 2 * found >= rare && 2 * found >= said && said > 0 ? .no(.plan) : .unknown(.border)
  }
}
