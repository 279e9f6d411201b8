import Foundation
import Networks
import Reports

/// Answers and their costs, example by example.
struct LossSheet {
  let p: [Double]
  let y: [Double]
  /// The loss of all.
  let mse: Double
  let bce: Double
  /// Of each example.
  let squared: [Double]
  let entropies: [Double]
  /// Raw outputs, ever surer of a no where yes is right.
  let logits: [Double]
  let probabilities: [Double]
  /// Of these: (1 − p)², −ln p of p held above 10⁻⁷, and −ln p from the logit.
  let bounded: [Answer]
  let clipped: [Answer]
  let ofLogit: [Answer]

  /// - Throws: `TrainingError` where the library has no such loss.
  init(_ p: [Double], _ y: [Double], logits: [Double]) throws {
    let (square, entropy, stable) = (
      try Answer.squared(), try Answer.clipped(), try Answer.ofLogit()
    )
    (self.p, self.y, self.logits) = (p, y, logits)
    mse = Answer.cost(p, y, by: square).mean
    bce = Answer.cost(p, y, by: entropy).mean
    squared = zip(p, y).map { Answer($0, right: $1, by: square).cost }
    entropies = zip(p, y).map { Answer($0, right: $1, by: entropy).cost }
    probabilities = logits.map { Sigmoid().value(at: $0) }
    bounded = probabilities.map { Answer($0, right: 1, by: square) }
    clipped = probabilities.map { Answer($0, right: 1, by: entropy) }
    ofLogit = logits.map { Answer($0, right: 1, by: stable) }
  }

  /// What each answer gives to what is right.
  var given: [Double] { zip(p, y).map { $1 == 1 ? $0 : 1 - $0 } }

  /// −ln p as it is written down, without clipping.
  private func naive(_ probability: Double) -> Double { -log(probability) }

  var examples: PlainTable {
    PlainTable(
      columns: [
        .init("example"), .init("y"), .init("p"), .init("(p − y)²"),
        .init(
          "given to what is right"),
        .init("−ln of that"),
      ],
      rows: p.indices.map { index in
        [
          .init("\(index + 1)"), .init("\(Shown(y[index]))"), .init("\(Shown.exact(p[index]))"),
          .init("\(Shown(squared[index]))"), .init("\(Shown.whole(given[index]))"),
          .init("\(Shown(entropies[index]))"),
        ]
      } + [
        [
          .init("mean", role: .strong), "", "", .init("\(Shown(mse))", role: .strong), "",
          .init("\(Shown(bce))", role: .strong),
        ]
      ],
      notes: [
        .init(
          "−[y·ln p + (1 − y)·ln(1 − p)] has one term that is not 0: −ln of what was given to the "
            + "right answer. Means are of the numbers before they are rounded.")
      ])
  }

  var worst: Observation {
    let index = entropies.indices.max { entropies[$0] < entropies[$1] } ?? 0
    func share(_ costs: [Double]) -> Shown {
      Shown.percent(costs[index] / costs.reduce(0, +)).asPrinted
    }
    let (square, entropy) = (share(squared), share(entropies))
    let equals = entropies.count { $0 == entropies[index] }
    let answer =
      "Example \(index + 1) is the most wrong: \(Shown.whole(given[index])) for what is right. Of "
      + "it alone comes "
    return Observation(
      Sentence(
        when: .fact("several are as wrong", equals > 1 && entropies[index].isFinite),
        says:
          "\(equals) answers are as wrong as each other, and none more: "
          + "\(Shown.whole(given[index])) "
          + "for what is right, which costs \(Shown(entropies[index])) each."),
      Sentence(
        when: square < entropy,
        says: answer + "\(square) of the squared error, and \(entropy) of the cross-entropy."),
      Sentence(
        when: entropy < square,
        says: answer + "\(entropy) of the cross-entropy, and \(square) of the squared error."),
      Sentence(
        when: .fact("it has a share", square.value.isFinite && entropy.value.isFinite),
        says: answer + "\(square) of either loss."),
      Sentence(says: "All answers are right, and cost next to nothing: \(Shown(bce)) on average."))
  }

  var clipping: PlainTable {
    PlainTable(
      columns: [
        .init("logit"), .init("p"), .init("(1 − p)²"), .init("−ln p"), .init("clipped"),
        .init("its slope"), .init("from logit"), .init("its slope"),
      ],
      rows: logits.indices.map { index in
        [
          .init("\(Shown(logits[index]))"), .init("\(Shown.short(probabilities[index]))"),
          .init("\(Shown(bounded[index].cost))"),
          .init("\(Shown(naive(probabilities[index]), decimals: 2))"),
          .init("\(Shown(clipped[index].cost, decimals: 2))"),
          .init("\(Shown.short(clipped[index].slope))"),
          .init("\(Shown(ofLogit[index].cost, decimals: 2))"),
          .init("\(Shown.short(ofLogit[index].slope))"),
        ]
      },
      notes: [
        .init(
          "slope: how the cost moves with p, or with the logit; by it a weight is corrected. "
            + "clipped: −ln of p held between 10⁻⁷ and 1 − 10⁻⁷."),
        .init(
          "logit: the raw output, of which the sigmoid makes p. from logit: ln(1 + e^−logit), the "
            + "same number without p between."),
      ])
  }

  var bounds: Observation {
    let last = logits.count - 1
    let (most, cost) = (Shown(bounded[last].cost), Shown(ofLogit[last].cost))
    return Observation(
      Sentence(
        when: most <= Shown(1), cost > most,
        says: "Squared error ends at \(most), however sure and wrong an answer is. Cross-entropy "
          + "goes on rising: for the last row it is \(cost)."))
  }

  var zero: Observation {
    let last = logits.count - 1
    let (held, slope) = (Shown(clipped[last].cost, decimals: 2), Shown(clipped[last].slope))
    let pull = Shown(ofLogit[last].slope)
    return Observation(
      Sentence(
        when: held < Shown(naive(probabilities[last])), slope > pull,
        says: "In the last row p is so small that it is rounded to 0, and −ln 0 is ∞. Clipping "
          + "makes \(held) of it, but with slope \(slope): the worst answer is no longer "
          + "corrected. From the logit nothing is rounded, and the slope is \(pull): it is."))
  }
}
