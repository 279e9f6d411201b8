import Records
import Texts

/// An output that passes nothing back although the loss is not small: δ is exactly 0 already where the way
/// back begins, so nothing that it passes on the way is to blame.
struct SilentOutput {
  /// When it was so.
  let presence: Presence
  /// The name of the place.
  private let name: String
  /// The loss at the time point that is quoted; NaN where none was recorded.
  private let loss: Double
  private let step: Int
  private let misfit: OutputMisfit?
  private let isOwn: Bool

  /// Looks for it; nil where the output passes something, or too seldom nothing to be worth a word.
  init?(_ chain: ChainEvidence) {
    guard chain.record.outputPlace != nil, chain.chain.axis == .depth,
      let presence = chain.presence(of: chain.isSilentAtOutput), presence.isTelling
    else { return nil }
    self.presence = presence
    name = chain.aboveLabel(chain.count)
    step = chain.history.steps[presence.entry]
    loss = chain.loss(at: presence.entry)
    misfit = OutputMisfit(chain.record)
    isOwn = chain.facts.origin.isOwn
  }

  var message: String {
    let size = loss.isNaN ? "" : ", with a loss of \(NumberText.short(loss))"
    return "δ is exactly 0 at the output already (\(name), step \(step)\(size)), "
      + "\(presence.words): nothing sets out on the way back, and no layer can learn."
      + (misfit.map { " \($0.sentence)" } ?? "")
  }

  var remedies: [Remedy] {
    misfit?.remedies ?? [
      .look(
        "look at what stands between the last weights and the loss: outputs so large that their "
          + "activation is flat there, or a loss that does not depend on them"
          + (isOwn ? "" : ", or a hook that does not see their gradient"))
    ]
  }
}
