import Records

extension RunLogBuilder {
  /// Facts that were known only while the run trained, as what guessing achieves on the answers that were seen: what they
  /// say stands in place of what was said before, and what they leave out stays.
  ///
  /// - Throws: `LineFault` for a value of another type than its key's.
  mutating func learn(_ fields: JSONFields) throws(LineFault) {
    let later = try RunLogFacts(fields, origin: record.facts.origin)
    record.chance = later.chance ?? record.chance
    if let scale = later.scale {
      record.dataScale = DataScale(
        features: scale.features ?? record.dataScale?.features,
        targets: scale.targets ?? record.dataScale?.targets)
    }
    var facts = record.facts
    facts.task = later.facts.task ?? facts.task
    facts.classes = later.facts.classes ?? facts.classes
    facts.loss = later.facts.loss ?? facts.loss
    facts.clipNorm = later.facts.clipNorm ?? facts.clipNorm
    facts.clipValue = later.facts.clipValue ?? facts.clipValue
    facts.targetLoss = later.facts.targetLoss ?? facts.targetLoss
    facts.data = later.facts.data ?? facts.data
    facts.further.merge(later.facts.further) { $1 }
    record.facts = facts
  }
}
