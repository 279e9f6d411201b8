import Records
import Testing

@testable import Diagnosis

/// What was tried on a run says which of its remedies come first.
struct TriedRemediesTests {
  private let norm = Remedy(.normalization(nil))
  private let shortcuts = Remedy(.residual(scale: nil))
  private let rate = Remedy(.lowerRate(times: 0.1), ": it is 5")

  private func tried(_ remedy: Remedy, heals: Bool, isWorse: Bool = false) -> TriedChange {
    TriedChange(
      options: "--x", arguments: ["train", "--x"], remedies: [remedy.action.key], loss: 1,
      accuracy: nil,
      verdict: heals ? "healthy" : "vanishing-gradient", seeds: [1], heals: heals, isWorse: isWorse)
  }

  @Test func whatHealsComesFirstAndWhatDoesNotLast() {
    let known = TriedRemedies([tried(norm, heals: false), tried(rate, heals: true)])
    #expect(
      known.ordering([norm, shortcuts, rate]) == [
        Remedy(rate.action, ": it is 5 (tried: it heals)"), shortcuts,
        Remedy(norm.action, " (tried: not enough alone)"),
      ])
  }

  /// Of two faults the remedy of one may do harm alone.
  @Test func whatDoesHarmAloneComesLastAndStays() {
    let known = TriedRemedies([tried(norm, heals: false, isWorse: true)])
    #expect(
      known.ordering([norm, shortcuts]) == [
        shortcuts, Remedy(norm.action, " (tried: alone it does harm)"),
      ])
  }

  @Test func withoutTrialsNothingIsSaid() {
    #expect(TriedRemedies([]).ordering([norm, rate]) == [norm, rate])
  }

  @Test func aKeyIsTheSameForTheSameValueOnly() {
    let actions: [Remedy.Action] = [
      .gain(0.1), .gain(0.2), .weights(times: 0.1), .residual(scale: nil), .residual(scale: 0.1),
      .lowerRate(), .higherRate(), .lowerRate(times: .infinity), .matchingInitializer,
    ]
    #expect(Set(actions.map(\.key)).count == actions.count)
    #expect(!actions.contains { $0.key.isEmpty })
    #expect(Remedy.Action.gain(0.1 + 0.2).key == Remedy.Action.gain(0.1 + 0.2).key)
  }
}
