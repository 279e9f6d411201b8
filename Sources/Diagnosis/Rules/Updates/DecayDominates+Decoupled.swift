import Records

extension RunEvidence {
  /// η λ at a time point: the share of the weights that decoupled decay, as AdamW has it, takes away in a step beside what
  /// the gradient does; nil of optimizers whose decay is a part of the gradient, or where η is not known.
  ///
  /// Source: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019.
  func decoupledDecay(at entry: Int) -> Double? {
    guard facts.optimizer?.name.lowercased() == "adamw", let decay = facts.weightDecay,
      let rate = curves.point(at: history.steps[entry]).map({ curves.learningRate[$0] })
        .flatMap({ $0.isFinite && $0 > 0 ? $0 : nil }) ?? facts.learningRate
    else { return nil }
    return rate * decay
  }
}

extension PlaceStatistics {
  /// Whether a decay that takes this share of the weights makes more of the update than the loss does: the two are at
  /// right angles, as directions in many dimensions are, so that ‖ΔW‖² / ‖W‖² = share² + rest².
  func isUpdateOf(decay share: Double) -> Bool { updateRatio < 2.0.squareRoot() * share }
}

extension Finding {
  /// Whether these steps, large from the start, are not made large by that decay: what AdamW takes away in a step is the
  /// smaller part of the first of them. Of other decay nothing is known, and it is not asked.
  func isNotOf(decay: Finding) -> Bool {
    guard let share = decay.evidence["decayStep"], let ratio = evidence["updateRatio"] else {
      return false
    }
    return isFromTheStart && ratio >= 2.0.squareRoot() * share
  }
}
