import Diagnosis
import Records

/// What stands above the profiles of a chain: whether the start is as theory expects, and what became of δ.
struct ProfileCaption {
  private let run: JudgedRun
  private let chain: ChainEvidence?
  private let isMain: Bool
  private let isClipped: Bool

  /// - Parameters:
  ///   - isMain: whether it is the chain that theory is of.
  ///   - isClipped: whether a band goes on beyond the axis.
  init(_ run: JudgedRun, _ chain: ChainEvidence?, isMain: Bool, isClipped: Bool) {
    (self.run, self.chain, self.isMain, self.isClipped) = (run, chain, isMain, isClipped)
  }

  /// Both, with the numbers.
  var text: String {
    [theory + (isClipped ? " (its \(clipped) goes on beyond the axis)" : ""), change, zeros]
      .compactMap { $0 }.joined(separator: "; ")
  }

  /// What of theory is drawn.
  private var clipped: String { run.record.prediction?.applies == true ? "band" : "guide" }

  /// Whether the start is as theory expects; of a run without one what δ does from place to place.
  private var theory: String {
    guard let against = isMain ? AgainstTheory(run) : nil else { return withoutTheory }
    if let limit = against.limits.first { return "no theory: \(limit)" }
    if against.deltaIsInside, against.activationIsInside {
      return "starts as theory expects, δ off by \(AgainstTheory.text(against.delta)) decades"
    }
    let parts = [
      against.deltaIsInside ? nil : "δ off by \(AgainstTheory.text(against.delta))",
      against.activationIsInside ? nil : "activations by \(AgainstTheory.text(against.activation))",
    ].compactMap { $0 }
    return "starts not as theory: \(parts.joined(separator: ", ")) decades"
  }

  private var withoutTheory: String {
    if run.profile(.activationRMS, at: .start, of: chain).isEmpty {
      return "activations not measured"
    }
    if run.profile(.deltaRMS, at: .start, of: chain).isEmpty { return "δ not measured" }
    guard run.isOwn, isMain else {
      return chain?.initialMeanFactor(.deltaRMS).map {
        "δ \(Words.factor($0, over: chain?.steps ?? 1)) per \(chain?.noun ?? "place") going back"
      } ?? "no factor of δ: fewer than two places count"
    }
    if run.record.prediction == nil { return "no theory of these first weights" }
    return run.depth < 2 ? "theory is of layers 2 to L" : "not measured at step 0"
  }

  /// Where the activations are exactly 0 at the end, which has no place on the axis.
  private var zeros: String? {
    let end = run.profile(.activationRMS, at: .end, of: chain)
    let places = end.indices.filter { end[$0] == 0 }
    guard let chain, let first = places.first else { return nil }
    let which =
      places.count == 1 ? "\(chain.noun) \(first + 1)" : "\(places.count) \(chain.noun)s"
    return "a is 0 in \(which) at the end"
  }

  /// δ of the first place from the start to the end, and how many places have none at the end.
  private var change: String? {
    let (start, end) = (
      run.profile(.deltaRMS, at: .start, of: chain), run.profile(.deltaRMS, at: .end, of: chain)
    )
    guard let chain, let from = start.first, let to = end.first else { return nil }
    let zeros = end.count { $0 == 0 }
    let which = zeros == end.count ? "all \(zeros)" : "\(zeros) of \(end.count)"
    let silent = zeros > 0 && end.count > 1 ? " (0 in \(which) \(chain.noun)s)" : ""
    return "δ of \(chain.noun) 1: \(Words.short(from)) → \(Words.short(to))" + silent
  }
}
