import Diagnosis
import Foundation
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
    [theory + (isClipped ? " (its \(clipped) goes on beyond the axis)" : ""), change, lost, alike]
      .compactMap { $0 }.joined(separator: "; ")
  }

  /// What of theory is drawn.
  private var clipped: String { run.record.prediction?.applies == true ? "band" : "guide" }

  /// Whether the start is as theory expects; of a run without one what δ does from place to place.
  private var theory: String {
    guard let against = isMain ? AgainstTheory(run) : nil else { return withoutTheory }
    if let limit = against.limits.first { return "no theory: \(limit)" }
    if against.deltaIsInside, against.activationIsInside {
      let off = pow(10, abs(against.delta))
      return "starts as theory expects, δ within \(Words.factor(off))"
    }
    let parts = [
      against.deltaIsInside ? nil : "δ \(times(against.delta)) of it",
      against.activationIsInside ? nil : "activations \(times(against.activation))",
    ].compactMap { $0 }
    return "starts not as theory: \(parts.joined(separator: ", "))"
  }

  /// A number of decades as a factor.
  private func times(_ decades: Double) -> String {
    decades == -.infinity ? "nothing" : Words.factor(pow(10, decades))
  }

  /// Activations that have no place on the axis at the end, which their line does not reach: `a is 0 in layer 10 at the
  /// end`.
  private var lost: String? {
    let end = run.profile(.activationRMS, at: .end, of: chain)
    func words(_ name: String, _ isLost: (Double) -> Bool) -> String? {
      let places = end.indices.filter { isLost(end[$0]) }
      guard let chain, let which = which(places, of: end.count, chain.noun) else { return nil }
      return "a is \(name) in \(which) at the end"
    }
    let parts = [words("0") { $0 == 0 }, words("infinite", \.isInfinite), words("NaN", \.isNaN)]
      .compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// Below this share of a's size, what differs between examples is none of a signal.
  static let alikeShare = 0.01

  /// Places whose activations are large at the end, but the same for every example, which is what biases do:
  /// `a alike in layers 6 to 10`, which the head of the picture explains.
  var alike: String? {
    let size = run.profile(.activationRMS, at: .end, of: chain)
    let differing = run.profile(.activationExampleStd, at: .end, of: chain)
    guard let chain, size.count == differing.count else { return nil }
    let places = size.indices.filter {
      size[$0] > 0 && size[$0].isFinite && differing[$0] < Self.alikeShare * size[$0]
    }
    guard let which = which(places, of: size.count, chain.noun) else { return nil }
    return "a alike in \(which)"
  }

  /// Such as `layers 6 to 10`; nil of none.
  private func which(_ places: [Int], of count: Int, _ noun: String) -> String? {
    guard let first = places.first, let last = places.last else { return nil }
    if places.count == count { return "every \(noun)" }
    if first == last { return "\(noun) \(first + 1)" }
    return last - first == places.count - 1
      ? "\(noun)s \(first + 1) to \(last + 1)" : "\(places.count) of \(count) \(noun)s"
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
