import Charts
import Records

/// What a run made of examples held out, as pictures show it: the looks while it trained, or only the one at the
/// end.
struct HeldOutLooks {
  let looks: [HeldOutLook]
  /// Whether there is nothing but the evaluation at the end.
  let isOfEndOnly: Bool
  /// Examples of a look; 0 where it is not known.
  let examples: Int

  /// Those of a record; none where nothing was held out.
  init(_ record: RunRecord) {
    if let curve = record.heldOut, !curve.looks.isEmpty {
      (looks, isOfEndOnly, examples) = (curve.looks, false, curve.examples)
      return
    }
    let evaluation = record.evaluation
    let loss = evaluation.validationLoss ?? .nan
    let accuracy = evaluation.validationAccuracy ?? .nan
    looks =
      loss.isNaN && accuracy.isNaN
      ? [] : [HeldOutLook(step: record.curves.lastStep ?? 0, loss: loss, accuracy: accuracy)]
    (isOfEndOnly, examples) = (true, evaluation.validationExamples)
  }

  /// Points of the loss, or of the accuracy.
  func points(_ value: (HeldOutLook) -> Double) -> [Point] {
    looks.map { Point(Double($0.step), value($0)) }
  }

  /// The look with the lowest loss, where the loss has then risen again by a tenth of what it had fallen, and
  /// by a twentieth of itself; nil where it did not.
  var turn: HeldOutLook? {
    let finite = looks.filter(\.loss.isFinite)
    guard let first = finite.first, let last = finite.last,
      let best = finite.min(by: { $0.loss < $1.loss }), best.step < last.step
    else { return nil }
    let rise = last.loss - best.loss
    return rise > 0.1 * (first.loss - best.loss) && rise > 0.05 * best.loss ? best : nil
  }

  /// The last look with a loss, which may be NaN; one with an accuracy alone has none.
  var last: HeldOutLook? { looks.last { !$0.loss.isNaN || $0.accuracy.isNaN } }
}
