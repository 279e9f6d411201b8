import Reports

/// Which of two losses got further from the same first weights.
enum DuelWords {
  /// The sentence that the accuracies allow.
  static func said(_ squared: JudgedRun, _ entropy: JudgedRun, _ start: String) -> Observation {
    let (mse, bce) = (
      Shown.share(squared.accuracy).asPrinted, Shown.share(entropy.accuracy).asPrinted
    )
    let longer = Shown.factor(firstGradient(entropy) / firstGradient(squared)).asPrinted
    let rate = Shown.exact(entropy.record.facts.learningRate ?? .nan)
    let isPlain = entropy.record.facts.optimizer?.dividesByGradientSize != true
    return Observation(
      Sentence(
        when: mse < bce,
        says: "From \(start), squared error gets \(mse) of the answers right, and cross-entropy "
          + "\(bce)."),
      Sentence(
        when: bce < mse, longer > Shown.factor(1), .fact("steps are as long as gradients", isPlain),
        says: "From \(start) it is the other way round: squared error gets \(mse) of the answers "
          + "right and cross-entropy \(bce). A step is learning rate times gradient, and at the "
          + "first step the gradient of cross-entropy is \(longer) as long as the other one. With "
          + "one rate for both, \(rate), its steps are the longer ones, and they can be too long."),
      Sentence(
        when: bce < mse,
        says: "From \(start) it is the other way round: squared error gets \(mse) of the answers "
          + "right and cross-entropy \(bce)."),
      Sentence(
        when: .fact("both have an accuracy", mse.value == bce.value),
        says: "From \(start), both get \(mse) of the answers right: one does not see a difference "
          + "here."),
      Sentence(
        says: "From \(start), at least one of the two ends without answers that are numbers: a "
          + "value was lost in training."))
  }

  /// ‖∂L/∂θ‖ at the first step.
  private static func firstGradient(_ run: JudgedRun) -> Double {
    run.record.curves.gradientNorm.first ?? .nan
  }
}
