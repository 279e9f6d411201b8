import Foundation
import Networks
import Reports

/// How hard two losses pull at a logit, by the probability that it gives to a yes which is right.
struct Pulls {
  let probabilities: [Double]
  /// ∂(σ(z) − 1)²/∂z = 2(p − 1)·p(1 − p).
  let squared: [Double]
  /// ∂(−ln σ(z))/∂z = p − 1.
  let entropy: [Double]

  /// The gradients of the library's losses at logits z = ln(p / (1 − p)).
  ///
  /// - Throws: `TrainingError` where the library has no such loss.
  init(_ probabilities: [Double]) throws {
    self.probabilities = probabilities
    let logits = probabilities.map { log($0 / (1 - $0)) }
    let right = logits.map { _ in 1.0 }
    squared = Answer.cost(logits, right, by: try Answer.squaredOfLogit()).slopes
    entropy = Answer.cost(logits, right, by: try Answer.ofLogit()).slopes
  }

  var table: PlainTable {
    PlainTable(
      columns: [
        .init("p of yes"), .init("squared error: 2(p − 1)·p(1 − p)"), .init("cross-entropy: p − 1"),
        .init("how much more"),
      ],
      rows: probabilities.indices.map { index in
        [
          .init("\(Shown(probabilities[index]))"), .init("\(Shown(squared[index]))"),
          .init("\(Shown(entropy[index]))"),
          .init("\(Shown.factor(entropy[index] / squared[index]))"),
        ]
      })
  }

  var worst: Observation {
    guard let index = probabilities.indices.min(by: { probabilities[$0] < probabilities[$1] }),
      let strongest = squared.indices.max(by: { squared[$0].magnitude < squared[$1].magnitude })
    else { return Observation() }
    let (weak, strong) = (Shown(squared[index].magnitude), Shown(entropy[index].magnitude))
    let most = Shown(squared[strongest].magnitude)
    return Observation(
      Sentence(
        when: weak < most, most < strong,
        says: "At p = \(Shown(probabilities[index])), the most wrong of these, squared error pulls "
          + "with \(weak) only; of these rows it pulls hardest, \(most), at p = "
          + "\(Shown(probabilities[strongest])). The factor p(1 − p) of the sigmoid's slope is "
          + "nearly 0 where it is sure, right or wrong. In cross-entropy that factor cancels: it "
          + "pulls with \(strong)."))
  }
}
