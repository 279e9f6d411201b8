import Diagnosis
import Foundation
import Records

/// What the units do, in a sentence made from the numbers of the runs: the most that is silent or saturated, and how far
/// the signal shrinks or grows.
struct ActivationsTitle {
  private let runs: [JudgedRun]

  /// The title of a picture of these runs.
  init(_ runs: [JudgedRun]) { self.runs = runs }

  private typealias Found = (value: Double, run: JudgedRun, position: Int)

  /// The place with the largest number of all runs.
  private func most(_ values: (JudgedRun) -> [Double]) -> Found? {
    runs.flatMap { run in
      values(run).enumerated().map { (value: $1, run: run, position: $0 + 1) }
    }.filter { $0.value.isFinite }.max { $0.value < $1.value }
  }

  private func place(_ found: Found) -> String {
    let place = "\(found.run.noun) \(found.position)"
    return runs.count > 1 ? "\(place) of \(found.run.name)" : place
  }

  private var silent: String? {
    let found = most { run in
      guard run.judgement.notApplicable["GS202"] == nil else { return [] }
      return UnitValues.silence(run, run.evidence.record.probes.last)
    }
    return found.flatMap {
      $0.value >= UnitValues.least
        ? "\(Words.percent($0.value)) of the units are silent in \(place($0))" : nil
    }
  }

  private var saturated: String? {
    let found = most { run in
      guard run.judgement.notApplicable["GS201"] == nil else { return [] }
      let end = UnitValues.saturation(run, at: .end)
      return end.isEmpty ? UnitValues.saturation(run, at: .start) : end
    }
    return found.flatMap {
      $0.value >= UnitValues.least
        ? "\(Words.percent($0.value)) of the entries are saturated in \(place($0))" : nil
    }
  }

  /// The first run whose activations are no numbers.
  private var broken: String? {
    let quantity = UnitValues.spread(of: runs)
    for run in runs {
      guard let places = BrokenPlaces(run, quantity) else { continue }
      let whose = runs.count > 1 ? " of \(run.name)" : ""
      if runs.count == 1, places.isEverywhere, let before = before(run, quantity) {
        return "every activation is NaN or infinite; before the first update \(before)"
      }
      return "the activations\(whose) are NaN or infinite \(places.words)"
    }
    return nil
  }

  /// What is drawn of a run that is no number at the end.
  private func before(_ run: JudgedRun, _ quantity: Quantity) -> String? {
    let start = run.profile(quantity, at: .start).filter(\.isFinite)
    guard let low = start.min(), let high = start.max() else { return nil }
    let (least, most) = (Words.short(low), Words.short(high))
    return
      "\(ActivationWords.name(of: quantity)) is \(least == most ? least : "\(least) to \(most)")"
  }

  /// The run whose signal changes most from the first to the last place, at the end.
  private var flow: String? {
    let quantity = UnitValues.spread(of: runs)
    let factors = runs.compactMap { run -> (factor: Double, run: JudgedRun)? in
      let end = run.profile(quantity, at: .end)
      let profile = end.isEmpty ? run.profile(quantity, at: .start) : end
      guard profile.count > 1, let first = profile.first, let last = profile.last, first > 0,
        last.isFinite
      else { return nil }
      return (last / first, run)
    }
    func decades(_ factor: Double) -> Double {
      factor > 0 ? abs(log10(factor)) : .infinity
    }
    guard let most = factors.max(by: { decades($0.factor) < decades($1.factor) }) else {
      return nil
    }
    if quantity == .activationExampleStd, !(0.1...10).contains(most.factor),
      let chain = most.run.chain,
      let difference = ExampleDifference(most.run, chain, at: .end)
        ?? ExampleDifference(most.run, chain, at: .start)
    {
      return difference.sentence(of: runs.count > 1 ? most.run.name : nil)
    }
    let name = ActivationWords.name(of: quantity)
    let whose = runs.count > 1 ? " in \(most.run.name)" : ""
    let ends = "from \(most.run.noun) 1 to \(most.run.depth)"
    return most.factor > 0
      ? "\(name)\(whose) becomes \(Words.factor(most.factor)) \(ends)"
      : "\(name)\(whose) is 0 in \(most.run.noun) \(most.run.depth)"
  }

  /// What is seen at the end.
  var text: String {
    let parts = [broken, silent, saturated, flow].compactMap { $0 }.prefix(2)
    guard let first = parts.first else {
      return "What do the units do? Their activations by \(RunGroup(runs).noun)"
    }
    let text = "At the end " + parts.joined(separator: ", and ")
    return text.count > ExampleDifference.longestTitle ? "At the end " + first : text
  }
}
