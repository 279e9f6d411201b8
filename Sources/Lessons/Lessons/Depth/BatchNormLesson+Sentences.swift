import Reports

/// What is said of what was seen.
extension BatchNormLesson {
  static func healed(_ plain: JudgedRun, _ normed: JudgedRun) -> Observation {
    let (bare, kept) = (
      Shown.factor(plain.signalKept).asPrinted, Shown.factor(normed.signalKept).asPrinted
    )
    let (low, high) = (
      Shown.share(plain.accuracy).asPrinted, Shown.share(normed.accuracy).asPrinted
    )
    let half = Shown.share(0.5)
    return Observation(
      Sentence(
        when: bare < Shown.factor(0.1), bare < kept, low < high, high > half,
        says: "Without a norm \(bare) of the signal reaches the last layer, with batch norm "
          + "\(kept): each layer measures what it gets and makes it large again. With it \(high) "
          + "of the examples are right, without \(low)."),
      Sentence(
        when: bare < Shown.factor(0.1), bare < kept, high <= half,
        says: "Without a norm \(bare) of the signal reaches the last layer, with batch norm "
          + "\(kept). That alone is not learning yet: \(high) of the examples are right, without "
          + "the norm \(low)."),
      Sentence(
        when: low < high,
        says: "With batch norm \(high) of the examples are right, without \(low)."),
      Sentence(
        when: low >= high,
        says: "With batch norm \(high) of the examples are right, without \(low): no better here."),
      Sentence(
        says: "Right answers with batch norm \(Shown.told(normed.accuracy)), without "
          + "\(Shown.told(plain.accuracy))."))
  }

  static func delta(_ normed: JudgedRun) -> Observation {
    let factor = factor(normed).asPrinted
    let (high, low) = (Shown.factor(1.05), Shown.factor(0.95))
    return Observation(
      Sentence(
        when: factor > high,
        says: "It has a price: δ changes by \(factor) a layer on its way back. Batch norm divides "
          + "by a deviation, and what divides forward multiplies backward; factors above "
          + "\(Shown.factor(1)) multiply up with many layers."),
      Sentence(
        when: factor < low,
        says: "δ changes by \(factor) a layer on its way back under batch "
          + "norm: it shrinks."),
      Sentence(
        when: .fact("too few layers for a factor", factor.value.isNaN),
        says: "With so few layers there is no factor of δ to speak of."),
      Sentence(says: "δ changes by \(factor) a layer on its way back under batch norm."))
  }

  static func few(_ runs: [JudgedRun], _ few: Int, _ many: Int) -> Observation {
    let shares = runs.map { Shown.share($0.accuracy).asPrinted }
    let told = runs.map { Shown.told($0.accuracy) }
    let flagged = runs[2].hasFinding("batch-norm-of-few")
    return Observation(
      Sentence(
        when: shares[2] < shares[1], shares[2] < shares[4], Shown(few) < Shown(many),
        says: "The surprise: batch norm with \(few) examples a step gets \(shares[2]) right, with "
          + "\(many) it was \(shares[1]). It is not the batch alone: without a norm batches of "
          + "\(few) "
          + "get \(shares[4]), with layer norm \(shares[3])."),
      Sentence(
        when: shares[2] < shares[1], .fact("the rule about few examples speaks", flagged),
        says: "Batch norm with \(few) examples a step gets \(shares[2]) right, with \(many) it was "
          + "\(shares[1]); the judgement names batch-norm-of-few. Without a norm batches of \(few) "
          + "get \(shares[4])."),
      Sentence(
        says: "Right answers of batch norm with \(few) examples a step \(told[2]), with \(many) "
          + "\(told[1]), without a norm and with \(few) \(told[4])."))
  }

  static func two(_ run: JudgedRun, _ few: Int) -> Observation {
    let factor = factor(run).asPrinted
    return Observation(
      Sentence(
        when: factor < Shown.factor(0.5), .fact("two examples", few == 2),
        says: "Why: of two numbers the norm makes +1 and −1, whatever they are. A small change of "
          + "a weight then changes nothing behind the norm, and so δ hardly gets through it: "
          + "\(factor) a layer."),
      Sentence(
        when: .fact("too few layers for a factor", factor.value.isNaN),
        says: "With more layers one would see here what \(few) examples do to δ."),
      Sentence(
        says: "Under batch norm with \(few) examples a step δ changes by \(factor) a layer on its "
          + "way back."))
  }
}
